package io.sluice.cli.mqueue;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqAttributes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice mq list}. */
@Command(
        name = "list",
        description = "List the queues, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns. If this user may not open a queue, its last three columns are -. The"
                    + " mqueue file system must be mounted.",
            "",
            "Examples:",
            "  sluice mq list",
            "  sluice mq list | awk -F '\\t' 'NR > 1 && $5 > 0 { print $1 }'"
        })
final class MqListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "NAME", OwnerAndMode.HEADER, "MESSAGES", "MAX-MESSAGES", "MAX-MESSAGE-SIZE");

    private final StandardOutput output;

    MqListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        // The header comes with the list: without the mqueue file system there is neither.
        return output.printAll(
                Flux.defer(() -> Flux.fromIterable(MqueueFileSystem.find().list())
                        .map(MqListCommand::line)
                        .startWith(HEADER)));
    }

    private static String line(MqueueFileSystem.Entry entry) {
        PosixMqAttributes attributes = entry.attributes();
        return String.join(
                "\t",
                EscapedText.onOneLine(entry.name()),
                MqInfoCommand.ownerAndMode(entry.permissions()).columns(),
                attributes == null
                        ? "-\t-\t-"
                        : attributes.currentMessages() + "\t" + attributes.maxMessages() + "\t"
                                + attributes.maxMessageSize());
    }
}
