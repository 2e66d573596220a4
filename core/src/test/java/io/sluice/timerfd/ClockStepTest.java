package io.sluice.timerfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step of the wall clock does to timers. */
class ClockStepTest {
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<TimerFd> made = new ArrayList<>();
    private WallClock wallClock;

    @BeforeEach
    void allowed() {
        wallClock = new WallClock();
    }

    @AfterEach
    void close() {
        made.forEach(TimerFd::close);
        if (wallClock != null) {
            wallClock.close();
        }
    }

    private TimerFd timer(TimerClock clock) {
        TimerFd timer = TimerFd.create(clock);
        made.add(timer);
        return timer;
    }

    @ParameterizedTest
    @ValueSource(longs = {60, -60})
    void timesOnTheWallClockFollowAndSpansDoNot(long millis) {
        Duration step = Duration.ofMillis(millis);
        TimerFd absolute = timer(TimerClock.REALTIME);
        TimerFd relative = timer(TimerClock.REALTIME);
        TimerFd monotonic = timer(TimerClock.MONOTONIC);
        Duration before = TimerClock.MONOTONIC.now();
        Instant due = Instant.now().plus(DELAY);
        absolute.setAt(due);
        relative.setAfter(DELAY);
        monotonic.setAfter(DELAY);
        wallClock.step(step);
        Duration left = absolute.setting().remaining();
        Duration relativeLeft = relative.setting().remaining();
        Duration monotonicLeft = monotonic.setting().remaining();
        Duration passed = TimerClock.MONOTONIC.now().minus(before); // behind all three
        assertThat(left)
                .isBetween(
                        DELAY.minus(step).minus(passed).minusMillis(1),
                        DELAY.minus(step).plusMillis(1));
        assertThat(relativeLeft).isBetween(DELAY.minus(passed).minusMillis(1), DELAY);
        assertThat(monotonicLeft).isBetween(DELAY.minus(passed).minusMillis(1), DELAY);
        Bounds.await("expiration").until(() -> absolute.tryRead() == 1);
        assertThat(Instant.now()).isAfterOrEqualTo(due);
        Bounds.await("expiration").until(() -> monotonic.tryRead() == 1);
        assertThat(TimerClock.MONOTONIC.now().minus(before)).isGreaterThanOrEqualTo(DELAY);
    }

    @Test
    void aStepIsReportedOnceToATimerThatAskedForItWhichStaysArmed() {
        TimerFd telling = timer(TimerClock.REALTIME);
        TimerFd silent = timer(TimerClock.REALTIME);
        telling.setAt(Instant.now().plus(HOUR), Duration.ZERO, ClockStep.REPORT);
        silent.setAt(Instant.now().plus(HOUR), Duration.ZERO, ClockStep.FOLLOW);
        wallClock.step(Duration.ofMillis(60));
        assertThat(telling.tryRead()).isEqualTo(TimerFd.CLOCK_STEPPED);
        assertThat(telling.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
        assertThat(telling.setting().isArmed()).isTrue();
        assertThat(silent.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
    }

    @Test
    void aStepThatNobodyReadIsReportedByTheNextSettingWhichHolds() {
        TimerFd timer = timer(TimerClock.REALTIME);
        timer.setAt(Instant.now().plus(HOUR), Duration.ofSeconds(1), ClockStep.REPORT);
        wallClock.step(Duration.ofMillis(-60));
        TimerChange change = timer.setAt(Instant.now().plus(HOUR.multipliedBy(3)), Duration.ZERO, ClockStep.REPORT);
        assertThat(change.clockStepped()).isTrue();
        assertThat(change.previous().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(change.previous().remaining()).isBetween(HOUR.minusMinutes(1), HOUR.plusMinutes(1));
        assertThat(timer.setting().remaining()).isGreaterThan(HOUR.multipliedBy(2));
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
    }
}
