package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.SendResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.reactivestreams.Publisher;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The messages to send: the texts of the command line, or the lines of standard input if there is no text.
 *
 * @param texts the texts of the command line
 * @param form in which form they are
 */
public record Payloads(List<String> texts, InputForm form) {
    /** What {@code send} does, for the help of a command. */
    public static final String SUMMARY =
            "Send each TEXT as a message, or each line of standard input if there is no TEXT. Wait while the queue is"
                    + " full.";

    /** What limits a message to a queue, for the error about a longer one. */
    public static final String QUEUE_LIMIT = "the queue's limit for a message";

    /** What is a text, for the help of a command. */
    public static final String TEXT_HELP = "A message. It is sent as UTF-8.";

    /** What is lost of standard input where not all of it is sent, for the help of a command. */
    public static final String READ_AHEAD =
            "Standard input is read up to 8 KiB ahead; what is not sent of that is gone.";

    /** How lines are sent, for the help of a command. */
    public static final String HELP =
            "The messages are sent in order. A line is sent without its line feed; its other bytes are not changed. An"
                    + " empty line is an empty message. " + READ_AHEAD
                    + " When a timeout expires, nothing more is sent and the exit status is 124.";

    /**
     * Payloads of a command line.
     *
     * @param spec the command
     * @param texts the texts of the command line
     * @param form in which form they are
     * @return the payloads
     * @throws ParameterException if there are texts besides a file or the whole of standard input
     */
    public static Payloads of(CommandSpec spec, List<String> texts, InputForm form) {
        Payloads payloads = new Payloads(texts, form);
        if (payloads.isOneMessage() && !texts.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + texts.get(0) + "' is a TEXT, and " + (form.file() == null ? "--raw" : "--file")
                            + " goes without one");
        }
        return payloads;
    }

    private boolean isOneMessage() {
        return form.file() != null || form.wholeInput();
    }

    /**
     * The messages, each read when it is requested.
     *
     * @param longest the longest message in bytes
     * @param limit what limits it, for the error
     * @param number the number of the kind's messages
     * @return the messages
     */
    public Flux<InputMessage> read(int longest, String limit, MessageNumber number) {
        if (isOneMessage()) {
            return Mono.fromCallable(() -> whole(new WholeInput(longest, limit)))
                    .subscribeOn(Schedulers.boundedElastic())
                    .flux();
        }
        Decoder decoder = form.decoder(number);
        return encoded(longest, limit, decoder).index((sentBefore, text) -> decoded(decoder, text, sentBefore));
    }

    private InputMessage whole(WholeInput input) {
        Path file = form.file();
        return new InputMessage(file == null ? input.ofStandardInput() : input.ofFile(file), null);
    }

    private Flux<byte[]> encoded(int longest, String limit, Decoder decoder) {
        if (!texts.isEmpty()) {
            return Flux.fromIterable(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }
        int longestLine = (int) Math.min(decoder.longestText(longest), Integer.MAX_VALUE);
        String limitOfLine =
                longestLine == longest ? limit : "the most for a message of " + longest + " bytes, " + limit;
        return InputLines.ofStandardInput(longestLine, limitOfLine).flux();
    }

    private InputMessage decoded(Decoder decoder, byte[] text, long sentBefore) {
        try {
            return decoder.decode(text);
        } catch (CommandFailure wrong) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    which(sentBefore) + wrong.getMessage() + ". Sent before it: " + sentBefore + ".",
                    wrong);
        }
    }

    private String which(long sentBefore) {
        return (texts.isEmpty() && !isOneMessage() ? "line " : "message ") + (sentBefore + 1) + ": ";
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
                    which(sent) + failure.getMessage() + " Sent before it: " + sent + ".",
                    failure);
        }
    }
}
