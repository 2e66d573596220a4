package io.sluice.cli.mqueue;

import io.sluice.cli.command.ExitStatus;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice mq unlink}. */
@Command(
        name = "unlink",
        description = "Remove a queue's name at once. The kernel removes the queue when the last process closes it.",
        footer = {"", "Examples:", "  sluice mq unlink /orders"})
final class MqUnlinkCommand implements Callable<Integer> {
    @Mixin
    private final QueueName name = new QueueName();

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(Mono.fromRunnable(() -> PosixMessageQueue.unlink(name.toString())));
    }
}
