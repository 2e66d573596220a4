package io.sluice.cli.mqueue;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
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
        description = "Print a queue's attributes, one 'name: value' per line.",
        footer = {
            "",
            "rlimit-bytes is the queue's share of its owner's RLIMIT_MSGQUEUE.",
            "",
            "Examples:",
            "  sluice mq info /orders",
            "  sluice mq info /orders | sed -n 's/^messages: //p'"
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
        // Either access allows to read the attributes.
        return output.printAll(Flux.using(
                () -> name.open(PosixAccess.READ, PosixAccess.WRITE), MqInfoCommand::lines, PosixMessageQueue::close));
    }

    private static Flux<String> lines(PosixMessageQueue queue) {
        PosixMqAttributes attributes = queue.attributes();
        return Flux.just("name: " + EscapedText.onOneLine(queue.name()))
                .concatWithValues(ownerAndMode(queue.permissions()).lines().toArray(String[]::new))
                .concatWithValues(
                        "messages: " + attributes.currentMessages(),
                        "max-messages: " + attributes.maxMessages(),
                        "max-message-size: " + attributes.maxMessageSize(),
                        "rlimit-bytes: " + PosixMqLimits.cost(attributes.maxMessages(), attributes.maxMessageSize()));
    }

    static OwnerAndMode ownerAndMode(PosixMqPermissions permissions) {
        return new OwnerAndMode(permissions.mode(), permissions.userId(), permissions.groupId());
    }
}
