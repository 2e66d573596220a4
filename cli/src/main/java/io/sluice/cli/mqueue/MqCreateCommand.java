package io.sluice.cli.mqueue;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.option.CreateOptions;
import io.sluice.cli.option.WholeNumberConverter;
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
        description = CreateOptions.SUMMARY,
        footer = {
            "",
            "Examples:",
            "  sluice mq create /orders",
            "  sluice mq create /orders --max-messages 10 --max-message-size 1024 --mode 0660",
            "  sluice mq create /orders --exclusive || echo 'it exists'"
        })
final class MqCreateCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final QueueName name = new QueueName();

    @Mixin
    private final CreateOptions options = new CreateOptions();

    @Option(
            names = "--max-messages",
            paramLabel = "N",
            converter = Size.class,
            description = "How many messages the queue holds (mq_maxmsg). Default: the system's.")
    private @Nullable Integer maxMessages;

    @Option(
            names = "--max-message-size",
            paramLabel = "BYTES",
            converter = Size.class,
            description = "The longest message in bytes (mq_msgsize). Default: the system's.")
    private @Nullable Integer maxMessageSize;

    MqCreateCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Mono.using(this::open, MqCreateCommand::outcome, PosixMessageQueue::close));
    }

    private PosixMessageQueue open() {
        PosixMessageQueueBuilder builder = PosixMessageQueue.builder(name.toString());
        if (maxMessages != null) {
            builder.maxMessages(maxMessages);
        }
        if (maxMessageSize != null) {
            builder.maxMessageSize(maxMessageSize);
        }
        return options.open(builder::mode, builder::acceptShape, builder::create, builder::openOrCreate);
    }

    private static Mono<String> outcome(PosixMessageQueue queue) {
        return CreateOptions.outcome(
                queue.wasCreated(),
                EscapedText.onOneLine(queue.name()),
                queue.maxMessages() + " messages of " + queue.maxMessageSize() + " bytes",
                queue.permissions().mode());
    }

    /** Reads a number that the kernel keeps in an {@code int}. */
    static final class Size extends WholeNumberConverter<Integer> {
        Size() {
            super(1, Integer.MAX_VALUE, Math::toIntExact);
        }
    }
}
