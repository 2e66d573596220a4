package io.sluice.reactor.timerfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.timerfd.TimerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The short ways to a timer. That each is closed at its end is what the leak check sees. */
class TimersTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Timers timers = Timers.create();

    @Test
    void everyPeriodTicksAndNeverEarly() {
        Duration start = TimerClock.MONOTONIC.now();
        List<TimerExpirations> ticks = timers.every(SHORT).take(3).collectList().block(Bounds.SOON);
        assertThat(ticks).hasSize(3);
        long total = ticks.stream().mapToLong(TimerExpirations::count).sum();
        assertThat(TimerClock.MONOTONIC.now().minus(start)).isGreaterThanOrEqualTo(SHORT.multipliedBy(total));
    }

    @Test
    void aSlowConsumerGetsEveryTickAndNoOverflow() {
        Duration tick = Duration.ofMillis(1);
        Scheduler slow = Schedulers.newSingle("slow");
        try {
            Duration start = TimerClock.MONOTONIC.now();
            long total = timers.every(tick)
                    .limitRate(1)
                    .concatMap(ticks -> timers.after(SHORT).publishOn(slow).thenReturn(ticks.count()), 0)
                    .takeUntil(count -> count >= SHORT.dividedBy(tick)) // all of one wait
                    .reduce(Long::sum)
                    .block(Bounds.SOON);
            assertThat(total)
                    .isLessThanOrEqualTo(TimerClock.MONOTONIC.now().minus(start).dividedBy(tick));
        } finally {
            slow.dispose();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REALTIME", "MONOTONIC", "BOOTTIME"})
    void aDelayCountsFromTheSubscription(TimerClock clock) {
        Mono<TimerExpirations> after = Timers.create(clock).after(SHORT);
        for (int i = 0; i < 3; i++) {
            Duration start = TimerClock.MONOTONIC.now();
            assertThat(after.block(Bounds.SOON)).isEqualTo(new TimerExpirations(1));
            assertThat(TimerClock.MONOTONIC.now().minus(start)).isGreaterThanOrEqualTo(SHORT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REALTIME", "MONOTONIC", "BOOTTIME"})
    void aTimeOnTheWallClockIsNeverEarlyWhateverTheTimersGoBy(TimerClock clock) {
        Instant due = Instant.now().plus(SHORT);
        assertThat(Timers.create(clock).at(due).block(Bounds.SOON)).isEqualTo(new TimerExpirations(1));
        assertThat(Instant.now()).isAfterOrEqualTo(due);
    }

    @Test
    void aTimeInThePastIsAtOnce() {
        assertThat(timers.at(Instant.now().minus(HOUR)).block(Bounds.SOON)).isEqualTo(new TimerExpirations(1));
        assertThat(timers.after(Duration.ZERO).block(Bounds.SOON)).isEqualTo(new TimerExpirations(1));
    }

    @Test
    void aTimeoutCancelsTheTimer() {
        assertThat(timers.at(Instant.MAX).timeout(SHORT, Mono.empty()).blockOptional(Bounds.SOON))
                .isEmpty();
        assertThat(timers.every(HOUR).timeout(SHORT, Mono.empty()).collectList().block(Bounds.SOON))
                .isEmpty();
    }

    @Test
    void anExpirationWaitsForDemand() {
        Probe<TimerExpirations> probe = Probe.of(timers.after(Duration.ZERO), 0);
        Queues.passThrough(EventLoop.shared());
        assertThat(probe.receivedCount()).isZero();
        probe.request(1);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.receivedCount()).isEqualTo(1);
    }

    @Test
    void badInputIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timers.every(Duration.ZERO))
                .withMessage("the period must be longer than zero, but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timers.every(HOUR.negated()))
                .withMessage("the period must be longer than zero, but was PT-1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timers.after(HOUR.negated()))
                .withMessage("the delay must not be negative, but was PT-1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timers.at(Instant.MIN))
                .withMessageContaining("the wall clock begins at 1970-01-01T00:00:00Z");
    }

    @Test
    void aClosedLoopIsAnError() {
        EventLoop loop = EventLoop.create();
        Timers onIt = Timers.create(
                TimerClock.MONOTONIC, TimerReceiverOptions.create().eventLoop(loop));
        Probe<TimerExpirations> open = Probe.of(onIt.every(HOUR), 0);
        Queues.passThrough(loop);
        loop.close();
        assertThat(open.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(onIt.after(HOUR), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }
}
