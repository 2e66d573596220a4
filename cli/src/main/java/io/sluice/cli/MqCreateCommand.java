package io.sluice.cli;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMessageQueueBuilder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code sluice mq create}. */
@Command(
        name = "create",
        description = "Create a queue, or find that it exists with the settings given. Prints which it was.",
        footer = {
            "",
            "Examples:",
            "  sluice mq create /orders",
            "  sluice mq create /orders --max-messages 10 --max-message-size 1024 --mode 0660",
            "  sluice mq create /orders --exclusive || echo 'somebody was faster'"
        })
final class MqCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final QueueName name = new QueueName();

    @Option(
            names = "--max-messages",
            paramLabel = "N",
            converter = WholeNumber.Size.class,
            description = "How many messages it holds (mq_maxmsg). Default: the system's.")
    private @Nullable Integer maxMessages;

    @Option(
            names = "--max-message-size",
            paramLabel = "BYTES",
            converter = WholeNumber.Size.class,
            description = "How long a message may be (mq_msgsize). Default: the system's.")
    private @Nullable Integer maxMessageSize;

    @Option(
            names = "--mode",
            paramLabel = "OCTAL",
            converter = ModeConverter.class,
            description = "Who may open it, exactly, whatever the umask. Default: 0600.")
    private @Nullable Integer mode;

    @Option(names = "--exclusive", description = "Fail if it exists.")
    private boolean exclusive;

    @Option(names = "--accept-shape", description = "Accept a queue that exists with other settings.")
    private boolean shapeAccepted;

    MqCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(
                Mono.using(this::open, queue -> Mono.fromCallable(() -> outcome(queue)), PosixMessageQueue::close)
                        .doOnNext(output::printLine));
    }

    private PosixMessageQueue open() {
        PosixMessageQueueBuilder builder = PosixMessageQueue.builder(name.toString());
        if (maxMessages != null) {
            builder.maxMessages(maxMessages);
        }
        if (maxMessageSize != null) {
            builder.maxMessageSize(maxMessageSize);
        }
        if (mode != null) {
            builder.mode(mode);
        }
        if (shapeAccepted) {
            builder.acceptShape();
        }
        return exclusive ? builder.create() : builder.openOrCreate();
    }

    private static String outcome(PosixMessageQueue queue) {
        return String.format(
                "%s %s: %d messages of %d bytes, mode %04o",
                queue.wasCreated() ? "created" : "exists",
                EscapedText.onOneLine(queue.name()),
                queue.maxMessages(),
                queue.maxMessageSize(),
                queue.permissions().mode());
    }
}
