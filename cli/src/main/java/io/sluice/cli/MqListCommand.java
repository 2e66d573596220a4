package io.sluice.cli;

import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixMqAttributes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice mq list}. */
@Command(
        name = "list",
        description = "List the queues, one a line, in columns with a tab between them.",
        footer = {
            "",
            "The first line names the columns. A queue that may not be opened has - in the",
            "last three. The mqueue file system has to be mounted.",
            "",
            "Examples:",
            "  sluice mq list",
            "  sluice mq list | awk -F '\\t' 'NR > 1 && $5 > 0 { print $1 }'"
        })
final class MqListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "NAME", "MODE", "UID", "GID", "CURRENT-MESSAGES", "MAX-MESSAGES", "MAX-MESSAGE-SIZE");

    private final StandardOutput output;

    MqListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(
                Flux.defer(() -> Flux.fromIterable(MqueueFileSystem.find().list())
                                .map(MqListCommand::line)
                                .startWith(HEADER))
                        .doOnNext(output::printLine));
    }

    static String line(MqueueFileSystem.Entry entry) {
        PosixMqAttributes attributes = entry.attributes();
        return String.format(
                "%s\t%04o\t%d\t%d\t%s",
                EscapedText.onOneLine(entry.name()),
                entry.permissions().mode(),
                entry.permissions().userId(),
                entry.permissions().groupId(),
                attributes == null
                        ? "-\t-\t-"
                        : attributes.currentMessages() + "\t" + attributes.maxMessages() + "\t"
                                + attributes.maxMessageSize());
    }
}
