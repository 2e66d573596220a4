package io.sluice.reactor.timerfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.WallClock;
import io.sluice.timerfd.ClockStep;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What streams make of a step of the wall clock. */
class ClockStepStreamTest {
    private static final Duration STEP = Duration.ofMillis(60);

    private WallClock wallClock;

    @BeforeEach
    void allowed() {
        wallClock = new WallClock();
    }

    @AfterEach
    void close() {
        if (wallClock != null) {
            wallClock.close();
        }
    }

    @Test
    void aStepIsASignalOfItsOwnAndTheStreamGoesOn() {
        try (TimerFd timer = TimerFd.create(TimerClock.REALTIME)) {
            timer.setAt(Instant.now().plus(Duration.ofHours(1)), Duration.ZERO, ClockStep.REPORT);
            Probe<TimerSignal> probe = Probe.of(TimerReceiver.create(timer).receive(), Long.MAX_VALUE);
            Queues.passThrough(EventLoop.shared());
            wallClock.step(STEP);
            probe.awaitReceived(1);
            wallClock.step(STEP.negated());
            probe.awaitReceived(2);
            assertThat(probe.received()).containsExactly(new ClockStepped(), new ClockStepped());
            timer.setAfter(Duration.ZERO);
            probe.awaitReceived(3);
            assertThat(probe.received().get(2)).isEqualTo(new TimerExpirations(1));
            probe.cancel();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {60, -60})
    void aTimeOnTheWallClockFollowsAndADelayDoesNot(long millis) {
        Duration delay = Duration.ofMillis(300);
        while (!isOrderedByAStepInTime(delay, Duration.ofMillis(millis))) { // the process that steps it began late
            delay = delay.multipliedBy(2);
            assertThat(delay).isLessThan(Bounds.SOON);
        }
    }

    private boolean isOrderedByAStepInTime(Duration delay, Duration step) {
        Queue<String> order = new ConcurrentLinkedQueue<>();
        Duration start = TimerClock.MONOTONIC.now();
        Probe<TimerExpirations> at =
                Probe.of(Timers.create().at(Instant.now().plus(delay)), 1, (probe, expired) -> order.add("at"));
        Probe<TimerExpirations> after =
                Probe.of(Timers.create().after(delay), 1, (probe, expired) -> order.add("after"));
        Queues.passThrough(EventLoop.shared());
        Duration set = TimerClock.MONOTONIC.now();
        wallClock.step(step);
        Duration stepped = TimerClock.MONOTONIC.now();
        assertThat(at.awaitEnd()).isNull();
        assertThat(after.awaitEnd()).isNull();
        assertThat(TimerClock.MONOTONIC.now().minus(start)).isGreaterThanOrEqualTo(delay);
        boolean inTime = set.minus(start).compareTo(step.abs()) < 0
                && stepped.minus(start).compareTo(delay.minus(step.abs())) < 0;
        if (inTime) {
            // A step forward brings the time nearer, so it comes first; a step back moves it away.
            assertThat(order)
                    .containsExactlyElementsOf(step.isNegative() ? List.of("after", "at") : List.of("at", "after"));
        } else {
            wallClock.step(step.negated());
        }
        return inTime;
    }
}
