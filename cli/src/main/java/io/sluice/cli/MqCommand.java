package io.sluice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice mq}. */
@Command(
        name = "mq",
        description = "POSIX message queues: create, send, receive, be notified, look.",
        footer = {
            "",
            "Examples:",
            "  sluice mq create /orders",
            "  sluice mq send /orders 'two of those'",
            "  sluice mq receive /orders",
            "  sluice mq send --help"
        })
final class MqCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return HelpOption.commandMissing(spec);
    }
}
