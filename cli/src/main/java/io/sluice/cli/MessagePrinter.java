package io.sluice.cli;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqSender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Prints received messages one at a time, and puts back into the queue what cannot be printed. */
final class MessagePrinter {
    private static final Duration PUT_BACK_TIMEOUT = Duration.ofSeconds(1);

    private final PosixMessageQueue queue;
    private final MessageFormat format;
    private final StandardOutput output;
    /** The one message that is neither in the queue nor printed. */
    private final AtomicReference<@Nullable MqMessage> inHand = new AtomicReference<>();

    MessagePrinter(PosixMessageQueue queue, MessageFormat format, StandardOutput output) {
        this.queue = queue;
        this.format = format;
        this.output = output;
    }

    /** Prints on a thread that may block. Fails with {@link OutputException} when the message was put back. */
    Mono<Void> print(MqMessage message) {
        inHand.set(message);
        return Mono.<Void>fromRunnable(() -> output.printLine(format.line(message)))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnSuccess(printed -> inHand.set(null))
                .onErrorResume(failure -> putBack().then(Mono.error(failure)));
    }

    /** Puts back what is in hand. */
    private Mono<Void> putBack() {
        MqMessage message = inHand.getAndSet(null);
        return message == null
                ? Mono.empty()
                : PosixMqSender.create(queue)
                        .send(message, PUT_BACK_TIMEOUT)
                        .onErrorMap(refused -> lost(message, refused));
    }

    /** Nothing is lost without a word, and the word holds all of it. */
    private static CommandFailure lost(MqMessage message, Throwable refused) {
        return new CommandFailure(
                ExitStatus.FAILED,
                "a message is lost: it was taken, not printed, and could not be put back (" + refused.getMessage()
                        + "). Priority and text were: " + MessageFormat.TEXT.line(message),
                refused);
    }

    /** For the end of the process while a print is stuck: nobody reads, and nobody has closed the pipe either. */
    Mono<Void> rescue() {
        return putBack();
    }
}
