package io.sluice.cli.signal;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice signal}. */
@Command(
        name = "signal",
        description = "Send and catch signals.",
        footer = {
            "",
            "A SIGNAL is a name in upper or lower case, with or without SIG, or a number: USR1, SIGUSR1, RTMIN+3, RTMAX-2, 10.",
            "",
            "Examples:",
            "  sluice signal list",
            "  sluice signal send 4711 USR1",
            "  sluice signal send 4711 RTMIN+3 --value 42",
            "  sluice signal catch USR1 RTMIN+3"
        })
public final class SignalCommand extends CommandGroup {
    private SignalCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new SignalCommand())
                .addSubcommand(HelpOption.withHelp(new SignalListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new SignalSendCommand()))
                .addSubcommand(HelpOption.withHelp(new SignalCatchCommand(output, termination)));
    }
}
