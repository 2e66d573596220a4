package io.sluice.cli;

import io.sluice.reactor.TimerExpirations;
import io.sluice.reactor.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** When a timer expires: one of three. */
final class TimerStart {
    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "Again and again, such as every 500ms, 2s, 1m or PT0.5S.")
    private @Nullable Duration every;

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Once, after so long.")
    private @Nullable Duration after;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "Once, when the wall clock shows a time to come, such as 2030-01-01T00:00:00Z or"
                    + " 2030-01-01T00:00+01:00; without a zone it is in the system's.")
    private @Nullable Instant at;

    Flux<TimerExpirations> expirations(Timers timers) {
        if (every != null) {
            return timers.every(every);
        }
        return after != null
                ? timers.after(after).flux()
                : timers.at(Objects.requireNonNull(at)).flux();
    }
}
