package io.sluice.reactor.timerfd;

import io.sluice.errno.ErrnoException;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes timers in one call. Each subscription has its own kernel timer, which is set at the subscription and closed when
 * the stream ends or is cancelled.
 *
 * <pre>{@code
 * Timers.create().every(Duration.ofMillis(100)).subscribe(ticks -> System.out.println(ticks.count() + " ticks"));
 * }</pre>
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. May be used from any thread.
 *
 * @see "timerfd_create(2)"
 */
public final class Timers implements Stoppable {
    private final TimerClock clock;
    private final TimerReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private Timers(TimerClock clock, TimerReceiverOptions options) {
        this.clock = clock;
        this.options = options;
    }

    /**
     * Timers on the monotonic clock, with the default options.
     *
     * @return the timers
     */
    public static Timers create() {
        return create(TimerClock.MONOTONIC);
    }

    /**
     * Timers with the default options.
     *
     * @param clock what they go by: {@link TimerClock#BOOTTIME} and the alarm clocks count the time in which the system is
     *     suspended as well, and timers on the alarm clocks wake it
     * @return the timers
     */
    public static Timers create(TimerClock clock) {
        return create(clock, TimerReceiverOptions.create());
    }

    /**
     * Timers.
     *
     * @param clock what they go by
     * @param options how to receive their expirations
     * @return the timers
     */
    public static Timers create(TimerClock clock, TimerReceiverOptions options) {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new Timers(clock, options);
    }

    /**
     * Ticks without end, the first one after one period. A slow subscriber gets the number of ticks that it missed (see
     * {@link MissedTicks}), and never an overflow error.
     *
     * @param period more than zero; longer than 292 years is clipped to that
     * @return the ticks. It fails with {@link ErrnoException} if the process may not wake the system ({@code EPERM}, the
     *     alarm clocks only) or descriptors are used up ({@code EMFILE}, {@code ENFILE}), and with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed
     * @throws IllegalArgumentException if the period is zero or negative
     */
    public Flux<TimerExpirations> every(Duration period) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("the period must be longer than zero, but was " + period);
        }
        return expirations(clock, timer -> timer.setEvery(period));
    }

    /**
     * One expiration after a delay, which counts from the subscription.
     *
     * @param delay zero or more; longer than 292 years is clipped to that
     * @return the expiration; it fails as for {@link #every}
     * @throws IllegalArgumentException if the delay is negative
     */
    public Mono<TimerExpirations> after(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay must not be negative, but was " + delay);
        }
        return expirations(clock, timer -> timer.setAfter(delay)).next();
    }

    /**
     * One expiration when the wall clock shows a time, even if the clock was set. With an alarm clock, the timer wakes a
     * suspended system; with any other clock, the expiration comes when the system resumes.
     *
     * @param time the time; at once where it is past, and never where it is later than the year 2262
     * @return the expiration; it fails as for {@link #every}
     * @throws IllegalArgumentException if the time is before 1970, where the clock begins
     */
    public Mono<TimerExpirations> at(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException(
                    "the wall clock begins at " + Instant.EPOCH + ", and " + time + " is before");
        }
        TimerClock wallClock = clock.wakesTheSystem() ? TimerClock.REALTIME_ALARM : TimerClock.REALTIME;
        return expirations(wallClock, timer -> timer.setAt(time)).next();
    }

    private Flux<TimerExpirations> expirations(TimerClock goingBy, Consumer<TimerFd> setting) {
        Metering<TimerSignal> metering =
                Metering.withoutBytes(options::metrics, () -> MeteredObject.of("timer", goingBy.toString()));
        SourceFlux<TimerSignal> signals = new SourceFlux<>(stopSwitch, metering, actual -> {
            TimerFd timer = TimerFd.create(goingBy);
            try {
                setting.accept(timer);
                return new LoopSource<>(
                        actual, options.eventLoop(), timer, new Expirations(timer, options.missedTicks(), true), null);
            } catch (RuntimeException | OutOfMemoryError refused) {
                timer.close();
                throw refused;
            }
        });
        return signals.ofType(TimerExpirations.class);
    }

    /**
     * Stops all timers of this instance for good: each stream completes and closes its timer. Expirations that a {@link
     * MissedTicks#BURST} has read and not emitted are dropped. Streams that begin later complete at once. May be called
     * from any thread and from {@code onNext}. A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "Timers(" + clock + ")";
    }
}
