package io.sluice.cli.option;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to wait for a permit or a lock. */
public final class WaitTimeoutOption {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to wait: 500ms, 2s, 1m, PT0.5S. 0s tries once. Default: no timeout.")
    private @Nullable Duration value;

    /** Makes the option. */
    public WaitTimeoutOption() {}

    /**
     * Chooses the wait without end, or the one with this timeout.
     *
     * @param endless makes the wait without end
     * @param limited makes the wait that is no longer than a duration
     * @param <W> the wait
     * @return what one of the two has made
     */
    public <W> W choose(Supplier<? extends W> endless, Function<Duration, ? extends W> limited) {
        return value == null ? endless.get() : limited.apply(value);
    }
}
