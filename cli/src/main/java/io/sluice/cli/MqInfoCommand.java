package io.sluice.cli;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqAttributes;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.mqueue.PosixMqPermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

/** {@code sluice mq info}. */
@Command(
        name = "info",
        description = "Print a queue's attributes, one 'name: value' a line.",
        footer = {
            "",
            "rlimit-bytes is what the queue takes of its owner's RLIMIT_MSGQUEUE.",
            "",
            "Examples:",
            "  sluice mq info /orders",
            "  sluice mq info /orders | sed -n 's/^current-messages: //p'"
        })
final class MqInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final QueueName name = new QueueName();

    MqInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(this::open, MqInfoCommand::lines, PosixMessageQueue::close)
                .doOnNext(output::printLine));
    }

    /** To be allowed one of the two is enough to ask. */
    private PosixMessageQueue open() {
        return AllowedAccess.open(
                access -> PosixMessageQueue.open(name.toString(), access), PosixAccess.READ, PosixAccess.WRITE);
    }

    private static Flux<String> lines(PosixMessageQueue queue) {
        PosixMqAttributes attributes = queue.attributes();
        PosixMqPermissions permissions = queue.permissions();
        return Flux.just(
                "name: " + EscapedText.onOneLine(queue.name()),
                "max-messages: " + attributes.maxMessages(),
                "max-message-size: " + attributes.maxMessageSize(),
                "current-messages: " + attributes.currentMessages(),
                "mode: " + String.format("%04o", permissions.mode()),
                "uid: " + permissions.userId(),
                "gid: " + permissions.groupId(),
                "rlimit-bytes: " + PosixMqLimits.cost(attributes.maxMessages(), attributes.maxMessageSize()));
    }
}
