package io.sluice.cli.process;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice process}. */
@Command(
        name = "process",
        description = "Work with processes.",
        footer = {"", "Examples:", "  sluice process wait 4711", "  sluice process wait --help"})
public final class ProcessCommand extends CommandGroup {
    private ProcessCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new ProcessCommand())
                .addSubcommand(HelpOption.withHelp(new ProcessWaitCommand(output, termination)));
    }
}
