package io.sluice.cli.shm;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice shm}. */
@Command(
        name = "shm",
        description = "Work with POSIX shared memory.",
        footer = {
            "",
            "Examples:",
            "  sluice shm create /prices --size 4096",
            "  sluice shm write /prices 'a text'",
            "  sluice shm read /prices --length 6",
            "  sluice shm read --help"
        })
public final class ShmCommand extends CommandGroup {
    private ShmCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new ShmCommand())
                .addSubcommand(HelpOption.withHelp(new ShmCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new ShmWriteCommand()))
                .addSubcommand(HelpOption.withHelp(new ShmReadCommand(output)))
                .addSubcommand(HelpOption.withHelp(new ShmInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new ShmListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new ShmUnlinkCommand()));
    }
}
