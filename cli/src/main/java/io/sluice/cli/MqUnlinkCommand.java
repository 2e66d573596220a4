package io.sluice.cli;

import io.sluice.mqueue.PosixMessageQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice mq unlink}. */
@Command(
        name = "unlink",
        description = "Remove a queue's name at once. The queue goes when the last process that has it open closes it.",
        footer = {"", "Examples:", "  sluice mq unlink /orders"})
final class MqUnlinkCommand implements Callable<Integer> {
    @Mixin
    private final QueueName name = new QueueName();

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Mono.fromRunnable(() -> PosixMessageQueue.unlink(name.toString())));
    }
}
