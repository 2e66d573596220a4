package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice sysv}. */
@Command(
        name = "sysv",
        description = "Work with System V message queues.",
        footer = {
            "",
            "--key, --path with --project, or --id says which queue is meant.",
            "",
            "Examples:",
            "  sluice sysv create --key 0x4d2",
            "  sluice sysv send --key 0x4d2 --type 3 'first order' 'second order'",
            "  sluice sysv receive --key 0x4d2 --type 3",
            "  sluice sysv send --help"
        })
public final class SysvCommand extends CommandGroup {
    private SysvCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new SysvCommand())
                .addSubcommand(HelpOption.withHelp(new SysvCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvSendCommand()))
                .addSubcommand(HelpOption.withHelp(new SysvReceiveCommand(output, termination)))
                .addSubcommand(HelpOption.withHelp(new SysvBrowseCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvRemoveCommand()));
    }
}
