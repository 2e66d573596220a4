package io.sluice.cli;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqReceiver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** {@code sluice mq receive}. */
@Command(
        name = "receive",
        description = "Take messages out of a queue and print them, until it is ended.",
        footer = {
            "",
            "text prints PRIORITY, a tab and TEXT, in which a line feed is \\n, a tab \\t, a",
            "carriage return \\r, a backslash \\\\, and each byte of another control",
            "character, or of what is not UTF-8, is \\xNN.",
            "json prints an object with priority, size, and text, or base64 where the bytes",
            "are not UTF-8.",
            "",
            "A message is taken only when the one before it is printed, so Ctrl-C and",
            "SIGTERM leave the others in the queue. One that cannot be printed, as its",
            "reader is gone, is put back behind the others of its priority.",
            "",
            "Examples:",
            "  sluice mq receive /orders",
            "  sluice mq receive /orders --count 1",
            "  sluice mq receive /orders --until-empty --format json | jq .text",
            "  sluice mq receive /orders --rate 10"
        })
final class MqReceiveCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;

    @Mixin
    private final QueueName name = new QueueName();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = WholeNumber.Count.class,
            description = "End after N messages.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            converter = Rate.Converter.class,
            description = "Take at most so many messages a second, such as 10 or 0.5.")
    private Rate rate = Rate.UNLIMITED;

    @Option(names = "--until-empty", description = "End when the queue is empty.")
    private boolean untilEmpty;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            converter = MessageFormat.Converter.class,
            description = "How to print a message. Default: text.")
    private MessageFormat format = MessageFormat.TEXT;

    MqReceiveCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(this::open, this::receive, PosixMessageQueue::close));
    }

    /** For sending as well where that is allowed, so that a message can be put back into this very queue. */
    private PosixMessageQueue open() {
        return AllowedAccess.open(
                access -> PosixMessageQueue.open(name.toString(), access), PosixAccess.READ_WRITE, PosixAccess.READ);
    }

    private Flux<Void> receive(PosixMessageQueue queue) {
        MessagePrinter<PosixMessage> printer = MessagePrinter.of(queue, format, output);
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Sinks.Empty<Void> ended = Sinks.empty();
        return (untilEmpty ? receiver.receiveUntilEmpty() : receiver.receive())
                .takeUntilOther(termination.requested(printer::rescue))
                .take(count)
                .doOnTerminate(ended::tryEmitEmpty)
                // No prefetch: the next message is asked for when the one before it is printed and the pause is over.
                .concatMap(message -> printer.print(message).then(pause(ended.asMono())), 0);
    }

    private Mono<Void> pause(Mono<Void> ended) {
        return rate.pauseSince(System.nanoTime()).takeUntilOther(ended);
    }
}
