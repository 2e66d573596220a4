package io.sluice.cli.semaphore;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice semaphore}. */
@Command(
        name = "semaphore",
        description = "Work with POSIX semaphores.",
        footer = {
            "",
            "Examples:",
            "  sluice semaphore create /connections --value 3",
            "  sluice semaphore run /connections -- psql -f report.sql",
            "  sluice semaphore info /connections",
            "  sluice semaphore run --help"
        })
public final class SemaphoreCommand extends CommandGroup {
    private SemaphoreCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output) {
        return HelpOption.withHelp(new SemaphoreCommand())
                .addSubcommand(HelpOption.withHelp(new SemaphoreCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SemaphorePostCommand()))
                .addSubcommand(HelpOption.withHelp(new SemaphoreWaitCommand()))
                .addSubcommand(HelpOption.withHelp(new SemaphoreRunCommand()))
                .addSubcommand(HelpOption.withHelp(new SemaphoreInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SemaphoreListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SemaphoreUnlinkCommand()));
    }
}
