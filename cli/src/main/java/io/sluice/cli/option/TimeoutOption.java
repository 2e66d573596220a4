package io.sluice.cli.option;

import io.sluice.reactor.SenderOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a send waits for room. */
public final class TimeoutOption {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long each message waits for room, and for a reader of a FIFO: 500ms, 2s, 1m, PT0.5S. 0s tries once."
                            + " Default: no timeout.")
    private @Nullable Duration timeout;

    /** Makes the option. */
    public TimeoutOption() {}

    /**
     * The options of a sender that sends one message at a time: a line is taken only when the line before it is in the
     * queue, and each message has the whole timeout.
     *
     * @return the options
     */
    public SenderOptions senderOptions() {
        SenderOptions options = SenderOptions.create().maxInFlight(1).stopOnError(false);
        return timeout == null ? options : options.sendTimeout(timeout);
    }
}
