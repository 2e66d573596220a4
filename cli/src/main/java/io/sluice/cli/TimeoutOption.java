package io.sluice.cli;

import io.sluice.reactor.SenderOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to wait for room. */
final class TimeoutOption {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long each message may wait for room: 500ms, 2s, 1m, PT0.5S. Default: for ever.")
    private @Nullable Duration timeout;

    /** One at a time: no line is read before the one ahead of it is in the queue, and each has the whole timeout. */
    SenderOptions senderOptions() {
        SenderOptions options = SenderOptions.create().maxInFlight(1).stopOnError(false);
        return timeout == null ? options : options.sendTimeout(timeout);
    }
}
