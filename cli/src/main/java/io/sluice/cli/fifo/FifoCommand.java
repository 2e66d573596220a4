package io.sluice.cli.fifo;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice fifo}. */
@Command(
        name = "fifo",
        description = "Work with FIFOs, which are pipes with a name.",
        footer = {
            "",
            "Examples:",
            "  sluice fifo create /run/plant/commands",
            "  sluice fifo send /run/plant/commands 'valve 7 open'",
            "  sluice fifo receive /run/plant/readings --follow",
            "  sluice fifo send --help"
        })
public final class FifoCommand extends CommandGroup {
    private FifoCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new FifoCommand())
                .addSubcommand(HelpOption.withHelp(new FifoCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new FifoSendCommand()))
                .addSubcommand(HelpOption.withHelp(new FifoReceiveCommand(output, termination)))
                .addSubcommand(HelpOption.withHelp(new FifoInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new FifoRemoveCommand()));
    }
}
