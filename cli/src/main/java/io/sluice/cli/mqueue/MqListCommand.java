package io.sluice.cli.mqueue;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqAttributes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice mq list}. */
@Command(
        name = "list",
        description = "List the queues, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns. If this user may not open a queue, its last three columns are -. Without"
                    + " a mount of the mqueue file system, root alone lists the queues.",
            "",
            "Examples:",
            "  sluice mq list",
            "  sluice mq list | awk -F '\\t' 'NR > 1 && $5 > 0 { print $1 }'"
        })
final class MqListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "NAME", OwnerAndMode.HEADER, "MESSAGES", "MAX-MESSAGES", "MAX-MESSAGE-SIZE");

    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    MqListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, MqueueFileSystem::queues, MqListCommand::values);
    }

    private static NamedValues values(MqueueFileSystem.Entry entry) {
        PosixMqAttributes attributes = entry.attributes();
        return new NamedValues()
                .with("name", entry.name())
                .with(MqInfoCommand.ownerAndMode(entry.permissions()))
                .with("messages", attributes == null ? null : attributes.currentMessages())
                .with("max-messages", attributes == null ? null : attributes.maxMessages())
                .with("max-message-size", attributes == null ? null : attributes.maxMessageSize());
    }
}
