package io.sluice.cli;

import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Flux;

/** What is to be sent: the texts of the command line, or, where there is none, the lines of standard input. */
record Texts(List<String> arguments) {
    /** The messages' bytes, one by one as they are asked for. */
    Flux<byte[]> payloads(int longest) {
        return arguments.isEmpty()
                ? InputLines.ofStandardInput(longest).flux()
                : Flux.fromIterable(arguments).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the command with the first message that was not sent; a result's metadata is how many were before it. */
    void check(SendResult<Long> result) {
        Throwable failure = result.exception();
        if (failure != null) {
            long sent = result.correlationMetadata();
            throw new CommandFailure(
                    failure instanceof SendTimeoutException ? ExitStatus.TIMED_OUT : ExitStatus.FAILED,
                    (arguments.isEmpty() ? "line " : "message ") + (sent + 1) + ": " + failure.getMessage()
                            + " Sent before it: " + sent + ".",
                    failure);
        }
    }
}
