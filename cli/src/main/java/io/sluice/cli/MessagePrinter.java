package io.sluice.cli;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqSender;
import io.sluice.reactor.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Prints received messages one at a time, and puts back into the queue what cannot be printed.
 *
 * @param <M> the type of the messages
 */
final class MessagePrinter<M> {
    private static final Duration PUT_BACK_TIMEOUT = Duration.ofSeconds(1);

    private final Function<M, String> line;
    private final Function<M, Mono<Void>> sendBack;
    private final Function<M, String> description;
    private final StandardOutput output;
    /** The one message that is neither in the queue nor printed. */
    private final AtomicReference<@Nullable M> inHand = new AtomicReference<>();

    private MessagePrinter(
            Function<M, String> line,
            Function<M, Mono<Void>> sendBack,
            Function<M, String> description,
            StandardOutput output) {
        this.line = line;
        this.sendBack = sendBack;
        this.description = description;
        this.output = output;
    }

    static MessagePrinter<PosixMessage> of(PosixMessageQueue queue, MessageFormat format, StandardOutput output) {
        return new MessagePrinter<>(
                format::line,
                message -> PosixMqSender.create(queue).send(message, PUT_BACK_TIMEOUT),
                message -> "Priority and text were: " + MessageFormat.TEXT.line(message),
                output);
    }

    static MessagePrinter<SysvMessage> of(SysvMessageQueue queue, MessageFormat format, StandardOutput output) {
        return new MessagePrinter<>(
                format::line,
                // By a handle of its own: the one that received may be closed by now.
                message -> Mono.using(
                        () -> SysvMessageQueue.openById(queue.id(), SysvAccess.WRITE),
                        again -> SysvMqSender.create(again).send(message, PUT_BACK_TIMEOUT),
                        SysvMessageQueue::close),
                message -> "Type and text were: " + MessageFormat.TEXT.line(message),
                output);
    }

    /** Prints on a thread that may block. Fails with {@link OutputException} when the message was put back. */
    Mono<Void> print(M message) {
        inHand.set(message);
        return Mono.<Void>fromRunnable(() -> output.printLine(line.apply(message)))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnSuccess(printed -> inHand.set(null))
                .onErrorResume(failure -> putBack().then(Mono.error(failure)));
    }

    /** Puts back what is in hand. */
    private Mono<Void> putBack() {
        M message = inHand.getAndSet(null);
        return message == null ? Mono.empty() : sendBack.apply(message).onErrorMap(refused -> lost(message, refused));
    }

    /** Nothing is lost without a word, and the word holds all of it. */
    private CommandFailure lost(M message, Throwable refused) {
        return new CommandFailure(
                ExitStatus.FAILED,
                "a message is lost: it was taken, not printed, and could not be put back (" + refused.getMessage()
                        + "). " + description.apply(message),
                refused);
    }

    /** For the end of the process while a print is stuck: nobody reads, and nobody has closed the pipe either. */
    Mono<Void> rescue() {
        return putBack();
    }
}
