package io.sluice.cli.mqueue;

import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sluice mq}. */
@Command(
        name = "mq",
        description = "Work with POSIX message queues.",
        footer = {
            "",
            "Examples:",
            "  sluice mq create /orders",
            "  sluice mq send /orders 'first order' 'second order'",
            "  sluice mq receive /orders",
            "  sluice mq send --help"
        })
public final class MqCommand extends CommandGroup {
    private MqCommand() {}

    /**
     * The command with its subcommands.
     *
     * @param output standard output
     * @param termination the end by a signal
     * @return its command line
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        return HelpOption.withHelp(new MqCommand())
                .addSubcommand(HelpOption.withHelp(new MqCreateCommand(output)))
                .addSubcommand(HelpOption.withHelp(new MqSendCommand()))
                .addSubcommand(HelpOption.withHelp(new MqReceiveCommand(output, termination)))
                .addSubcommand(HelpOption.withHelp(new MqNotifyCommand(output, termination)))
                .addSubcommand(HelpOption.withHelp(new MqInfoCommand(output)))
                .addSubcommand(HelpOption.withHelp(new MqListCommand(output)))
                .addSubcommand(HelpOption.withHelp(new MqUnlinkCommand()));
    }
}
