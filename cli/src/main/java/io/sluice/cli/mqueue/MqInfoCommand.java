package io.sluice.cli.mqueue;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqAttributes;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.mqueue.PosixMqPermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

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

    @Mixin
    private final FormatOption format = new FormatOption();

    MqInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        // Either access allows to read the attributes.
        return new ValuesPrinter(output, format)
                .info(Mono.using(
                        () -> name.open(PosixAccess.READ, PosixAccess.WRITE),
                        queue -> Mono.just(values(queue)),
                        PosixMessageQueue::close));
    }

    private static NamedValues values(PosixMessageQueue queue) {
        PosixMqAttributes attributes = queue.attributes();
        return new NamedValues()
                .with("name", queue.name())
                .with(ownerAndMode(queue.permissions()))
                .with("messages", attributes.currentMessages())
                .with("max-messages", attributes.maxMessages())
                .with("max-message-size", attributes.maxMessageSize())
                .with("rlimit-bytes", PosixMqLimits.cost(attributes.maxMessages(), attributes.maxMessageSize()));
    }

    static OwnerAndMode ownerAndMode(PosixMqPermissions permissions) {
        return new OwnerAndMode(permissions.mode(), permissions.userId(), permissions.groupId());
    }
}
