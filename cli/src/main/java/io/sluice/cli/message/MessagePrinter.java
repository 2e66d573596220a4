package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.OutputException;
import io.sluice.cli.command.StandardOutput;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Prints received messages one at a time. A message that cannot be printed is put back into the queue.
 *
 * @param <M> the type of the messages
 */
public final class MessagePrinter<M> {
    /** How long to wait for room when a message is put back. */
    public static final Duration PUT_BACK_TIMEOUT = Duration.ofSeconds(1);

    private final StandardOutput output;
    private final MessageFormat format;
    private final Function<M, PrintableMessage> printable;
    private final Function<M, Mono<Void>> sendBack;
    /** The one message that is neither in the queue nor printed. */
    private final AtomicReference<@Nullable M> inHand = new AtomicReference<>();

    /**
     * A printer for the messages of a queue.
     *
     * @param output where the messages are printed
     * @param format how a message is printed
     * @param printable gives a message's number and payload
     * @param sendBack puts a message back within {@link #PUT_BACK_TIMEOUT}
     */
    public MessagePrinter(
            StandardOutput output,
            MessageFormat format,
            Function<M, PrintableMessage> printable,
            Function<M, Mono<Void>> sendBack) {
        this.output = output;
        this.format = format;
        this.printable = printable;
        this.sendBack = sendBack;
    }

    /** Prints on a thread that may block. Fails with {@link OutputException} after the message was put back. */
    Mono<Void> print(M message) {
        inHand.set(message);
        return output.linePrinted(() -> format.line(printable.apply(message)))
                .doOnSuccess(printed -> inHand.set(null))
                .onErrorResume(failure -> putBack().then(Mono.error(failure)));
    }

    /**
     * Puts back the message in hand, if there is one. For the end of the process while a print blocks because nobody reads
     * the output.
     *
     * @return completes when the message is back in the queue, and fails if it is lost
     */
    public Mono<Void> putBack() {
        M message = inHand.getAndSet(null);
        return message == null ? Mono.empty() : sendBack.apply(message).onErrorMap(refused -> lost(message, refused));
    }

    /** The error shows the whole message. */
    private CommandFailure lost(M message, Throwable refused) {
        PrintableMessage shown = printable.apply(message);
        return new CommandFailure(
                ExitStatus.FAILED,
                "a message is lost: it was received, could not be printed, and could not be put back ("
                        + refused.getMessage() + "). Its " + shown.numberName() + " and text: "
                        + MessageFormat.TEXT.line(shown),
                refused);
    }
}
