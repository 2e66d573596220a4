package io.sluice.cli.sysvsem;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice sysvsem}. */
@Command(
        name = "sysvsem",
        description = "Work with System V semaphore sets.",
        footer = {
            "",
            "--key, --path with --project, or --id says which set is meant.",
            "",
            "Examples:",
            "  sluice sysvsem create --key 0x4d2 --values 1,0,3",
            "  sluice sysvsem run --key 0x4d2 --index 0 --undo -- lpr report.ps",
            "  sluice sysvsem info --key 0x4d2",
            "  sluice sysvsem run --help"
        })
public final class SysvSemCommand extends CommandGroup {
    private SysvSemCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new SysvSemCommand())
                .addSubcommand(HelpOption.withHelp(new SysvSemCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvSemChangeCommand()))
                .addSubcommand(HelpOption.withHelp(new SysvSemAwaitZeroCommand()))
                .addSubcommand(HelpOption.withHelp(new SysvSemRunCommand()))
                .addSubcommand(HelpOption.withHelp(new SysvSemInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvSemListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvSemRemoveCommand()));
    }
}
