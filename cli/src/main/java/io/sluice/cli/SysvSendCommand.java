package io.sluice.cli;

import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.MqSenderOptions;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

/** {@code sluice sysv send}. */
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
            "  sluice sysv send --key 0x4d2 --type 3 'two of those' 'one of these'",
            "  sluice sysv send --key 0x4d2 --type 3 --timeout 500ms -- '-1 of that'",
            "  tail -F orders.log | sluice sysv send --path /run/daemon.lock --project A"
        })
final class SysvSendCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = "A message, sent as UTF-8. Without any, lines of standard input are sent.")
    private List<String> texts = List.of();

    @Option(
            names = "--type",
            paramLabel = "T",
            converter = WholeNumber.MessageType.class,
            description = "The messages' type, 1 or more. Default: 1.")
    private long type = 1;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long each message may wait for room: 500ms, 2s, 1m, PT0.5S. Default: for ever.")
    private @Nullable Duration timeout;

    @Override
    public Integer call() {
        return Flux.using(
                        () -> queue.open(SysvAccess.WRITE),
                        opened -> SysvMqSender.create(opened, options()).send(messages()),
                        SysvMessageQueue::close)
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

    private Flux<OutboundMessage<SysvMessage, Long>> messages() {
        Flux<byte[]> payloads = texts.isEmpty()
                ? InputLines.ofStandardInput(SysvMqLimits.read().maxMessageSize())
                        .flux()
                : Flux.fromIterable(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
        return payloads.index((index, payload) -> OutboundMessage.create(SysvMessage.of(type, payload), index));
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
