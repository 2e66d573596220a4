package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.SendResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The messages to send: the texts of the command line, or the lines of standard input if there is no text.
 *
 * @param texts the texts of the command line
 */
public record Payloads(List<String> texts) {
    /** What {@code send} does, for the help of a command. */
    public static final String SUMMARY =
            "Send each TEXT as a message, or each line of standard input if there is no TEXT. Wait while the queue is"
                    + " full.";

    /** What limits a message to a queue, for the error about a longer one. */
    public static final String QUEUE_LIMIT = "the queue's limit for a message";

    /** What is a text, for the help of a command. */
    public static final String TEXT_HELP = "A message. It is sent as UTF-8.";

    /** How lines are sent, for the help of a command. */
    public static final String HELP =
            "The messages are sent in order. A line is sent without its line feed; its other bytes are not changed. An"
                    + " empty line is an empty message. When a timeout expires, nothing more is sent and the exit"
                    + " status is 124.";

    /**
     * The payloads, each read when it is requested.
     *
     * @param longest the longest line in bytes
     * @param limit what limits the line, for the error
     * @return the payloads
     */
    public Flux<byte[]> read(int longest, String limit) {
        return texts.isEmpty()
                ? InputLines.ofStandardInput(longest, limit).flux()
                : Flux.fromIterable(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The bytes of the texts or of standard input in pieces, each read when it is requested.
     *
     * @param longest the longest piece in bytes
     * @return the pieces, none of them empty
     */
    public Flux<byte[]> pieces(int longest) {
        return Flux.defer(() -> InputPieces.of(
                texts.isEmpty()
                        ? InputLines.standardInput()
                        : new ByteArrayInputStream(String.join("", texts).getBytes(StandardCharsets.UTF_8)),
                longest));
    }

    /**
     * Sends to the end, or to the first message that cannot be sent.
     *
     * @param results the results of sends, each with the number of messages before it
     * @return {@link ExitStatus#DONE}
     * @throws CommandFailure if a message was not sent
     */
    public Integer awaitSent(Publisher<SendResult<Long>> results) {
        return ExitStatus.doneAfter(Flux.from(results).doOnNext(this::check));
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
