package io.sluice.cli.ring;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice ring}. */
@Command(
        name = "ring",
        description = "Work with rings: messages in shared memory, from many producers or one to one consumer.",
        footer = {
            "",
            "Examples:",
            "  sluice ring create /prices --capacity 1048576",
            "  sluice ring send /prices 'bolts 12.50' 'nuts 3.10'",
            "  sluice ring receive /prices --until-empty",
            "  sluice ring header > sluice_ring.h",
            "  sluice ring send --help"
        })
public final class RingCommand extends CommandGroup {
    private RingCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new RingCommand())
                .addSubcommand(HelpOption.withHelp(new RingCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new RingSendCommand()))
                .addSubcommand(HelpOption.withHelp(new RingReceiveCommand(output, termination)))
                .addSubcommand(HelpOption.withHelp(new RingInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new RingListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new RingUnlinkCommand()))
                .addSubcommand(HelpOption.withHelp(new RingHeaderCommand(output)));
    }
}
