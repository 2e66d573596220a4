package io.sluice.cli;

import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.Access;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MqSenderOptions;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.PosixMqSender;
import io.sluice.reactor.SendResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

/** {@code sluice mq send}. */
@Command(
        name = "send",
        description =
                "Send messages: each TEXT, or each line of standard input, in order. Waits while the queue is full.",
        footer = {
            "",
            "A line's bytes go out as they are, without the line feed; an empty line is an",
            "empty message. Where a timeout runs out, nothing more is sent and the exit",
            "status is 124.",
            "",
            "Examples:",
            "  sluice mq send /orders 'two of those' 'one of these'",
            "  sluice mq send /orders --priority 9 --timeout 500ms -- '-1 of that'",
            "  tail -F orders.log | sluice mq send /orders"
        })
final class MqSendCommand implements Callable<Integer> {
    @Mixin
    private final QueueName name = new QueueName();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "A message, sent as UTF-8. Without any, lines of standard input are sent.")
    private List<String> texts = List.of();

    @Option(
            names = "--priority",
            paramLabel = "P",
            converter = WholeNumber.Priority.class,
            description = "From 0, the lowest and the default, to 32767.")
    private int priority;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long each message may wait for room: 500ms, 2s, 1m, PT0.5S. Default: for ever.")
    private @Nullable Duration timeout;

    @Override
    public Integer call() {
        return Flux.using(
                        () -> PosixMessageQueue.open(name.toString(), Access.WRITE),
                        queue -> PosixMqSender.create(queue, options()).send(messages(queue)),
                        PosixMessageQueue::close)
                .doOnNext(this::check)
                .then()
                .thenReturn(ExitStatus.DONE)
                .blockOptional()
                .orElseThrow();
    }

    /** One at a time: no line is read before the one ahead of it is in the queue, and each has the whole timeout. */
    private MqSenderOptions options() {
        MqSenderOptions options = MqSenderOptions.create().maxInFlight(1).stopOnError(false);
        return timeout == null ? options : options.sendTimeout(timeout);
    }

    private Flux<OutboundMessage<MqMessage, Long>> messages(PosixMessageQueue queue) {
        Flux<byte[]> payloads = texts.isEmpty()
                ? InputLines.ofStandardInput(queue.maxMessageSize()).flux()
                : Flux.fromIterable(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
        return payloads.index((index, payload) -> OutboundMessage.create(MqMessage.of(payload, priority), index));
    }

    private void check(SendResult<Long> result) {
        Throwable failure = result.exception();
        if (failure != null) {
            long sent = result.correlationMetadata();
            throw new CommandFailure(
                    failure instanceof SendTimeoutException ? ExitStatus.TIMED_OUT : ExitStatus.FAILED,
                    (texts.isEmpty() ? "line " : "message ") + (sent + 1) + ": " + failure.getMessage()
                            + " Sent before it: " + sent + ".",
                    failure);
        }
    }
}
