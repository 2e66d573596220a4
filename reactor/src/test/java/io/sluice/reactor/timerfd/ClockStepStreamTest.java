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
        Duration start = TimerClock.MONOTONIC.now();
        Instant due = Instant.now().plus(delay);
        Probe<TimerExpirations> at = Probe.of(Timers.create().at(due), 1);
        Probe<TimerExpirations> after = Probe.of(Timers.create().after(delay), 1);
        wallClock.step(Duration.ofMillis(millis));
        Duration[] arrived = new Duration[2];
        Bounds.await("both").until(() -> {
            Duration now = TimerClock.MONOTONIC.now().minus(start);
            arrived[0] = arrived[0] == null && at.hasEnded() ? now : arrived[0];
            arrived[1] = arrived[1] == null && after.hasEnded() ? now : arrived[1];
            return arrived[0] != null && arrived[1] != null;
        });
        // A step forward brings the time nearer, so it came first; a step back moves it away.
        assertThat(arrived[0].compareTo(arrived[1]) < 0).isEqualTo(millis > 0);
        assertThat(arrived[1]).isGreaterThanOrEqualTo(delay);
    }
}
