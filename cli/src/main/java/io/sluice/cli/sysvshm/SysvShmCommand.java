package io.sluice.cli.sysvshm;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice sysvshm}. */
@Command(
        name = "sysvshm",
        description = "Work with System V shared memory segments.",
        footer = {
            "",
            "--key, --path with --project, or --id says which segment is meant.",
            "",
            "Examples:",
            "  sluice sysvshm create --key 0x4d2 --size 4096",
            "  sluice sysvshm write --key 0x4d2 'a text'",
            "  sluice sysvshm read --key 0x4d2 --length 6",
            "  sluice sysvshm read --help"
        })
public final class SysvShmCommand extends CommandGroup {
    private SysvShmCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new SysvShmCommand())
                .addSubcommand(HelpOption.withHelp(new SysvShmCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvShmWriteCommand()))
                .addSubcommand(HelpOption.withHelp(new SysvShmReadCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvShmInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvShmListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SysvShmRemoveCommand()));
    }
}
