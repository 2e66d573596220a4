package io.sluice.cli.timerfd;

import io.sluice.cli.option.DurationConverter;
import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** When a timer expires: one of three options. */
final class TimerStart {
    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "Expire repeatedly, at this interval: 500ms, 2s, 1m, PT0.5S.")
    private @Nullable Duration every;

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Expire once, after this time.")
    private @Nullable Duration after;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "Expire once, at this time of the wall clock, such as 2030-01-01T00:00:00Z or"
                    + " 2030-01-01T00:00+01:00. Default zone: the system's.")
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
