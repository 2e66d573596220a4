package io.sluice.timerfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each setting of a timer brings. Bounds from below are hard: a timer is never early. */
class TimerFdTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<TimerFd> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(TimerFd::close);
    }

    private TimerFd timer(TimerClock clock) {
        try {
            TimerFd timer = TimerFd.create(clock);
            made.add(timer);
            return timer;
        } catch (ErrnoException e) {
            assumeTrue(e.errno() != Errno.EPERM, "this user may not wake the system");
            throw e;
        }
    }

    private static long awaitExpiration(TimerFd timer) {
        long[] read = new long[1];
        Bounds.await("expiration").until(() -> {
            read[0] = timer.tryRead();
            return read[0] != TimerFd.NOT_EXPIRED;
        });
        return read[0];
    }

    @ParameterizedTest
    @EnumSource
    @Conforms({"timerfd01", "timerfd_create01"})
    void aDelayExpiresOnceAndNeverEarlyOnEveryClock(TimerClock clock) {
        TimerFd timer = timer(clock);
        Duration start = clock.now();
        timer.setAfter(SHORT);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
        assertThat(clock.now().minus(start)).isGreaterThanOrEqualTo(SHORT);
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
        assertThat(timer.setting()).isEqualTo(new TimerSetting(Duration.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource
    @Conforms("timerfd01")
    void aTimeOnTheClockIsNeverEarlyOnEveryClock(TimerClock clock) {
        TimerFd timer = timer(clock);
        Duration due = clock.now().plus(SHORT);
        setTo(due, timer, clock);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
        assertThat(clock.now()).isGreaterThanOrEqualTo(due);
    }

    private static void setTo(Duration due, TimerFd timer, TimerClock clock) {
        if (clock.isWallClock()) {
            timer.setAt(Instant.EPOCH.plus(due));
        } else {
            timer.setAtUptime(due, Duration.ZERO);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSettingOfATimeOnTheClockIsRelative(TimerClock clock) {
        TimerFd timer = timer(clock);
        setTo(clock.now().plus(HOUR), timer, clock);
        assertThat(timer.setting().remaining()).isBetween(HOUR.minusMinutes(1), HOUR);
    }

    @ParameterizedTest
    @EnumSource
    @Conforms("timerfd01")
    void ticksThatNobodyReadBecomeOneNumber(TimerClock clock) {
        TimerFd timer = timer(clock);
        Duration period = Duration.ofMillis(1);
        Duration start = clock.now();
        timer.setEvery(period);
        Duration set = clock.now();
        Bounds.await("some periods").until(() -> clock.now().minus(set).compareTo(SHORT) > 0);
        long count = timer.tryRead();
        long most = clock.now().minus(start).dividedBy(period);
        assertThat(count).isBetween(SHORT.dividedBy(period), most);
    }

    @Test
    @Conforms("timerfd02")
    void aTimerIsMadeDisarmed() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        assertThat(timer.setting()).isEqualTo(new TimerSetting(Duration.ZERO, Duration.ZERO));
        assertThat(timer.setting().isArmed()).isFalse();
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
    }

    @Test
    @Conforms("timerfd01")
    void theSettingIsWhatIsLeftAndTheInterval() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        Duration interval = Duration.ofSeconds(7, 123_456_789);
        timer.set(HOUR, interval);
        assertThat(timer.setting().interval()).isEqualTo(interval);
        assertThat(timer.setting().remaining()).isBetween(HOUR.minusMinutes(1), HOUR);
    }

    @Test
    @Conforms("timerfd01")
    void settingAgainReturnsWhatWasSetBefore() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        assertThat(timer.set(HOUR, SHORT).previous().isArmed()).isFalse();
        TimerChange change = timer.setAfter(SHORT);
        assertThat(change.previous().interval()).isEqualTo(SHORT);
        assertThat(change.previous().remaining()).isBetween(HOUR.minusMinutes(1), HOUR);
        assertThat(change.clockStepped()).isFalse();
        assertThat(awaitExpiration(timer)).isEqualTo(1);
    }

    @Test
    void settingAgainDropsTicksThatNobodyRead() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        timer.setAfter(Duration.ZERO);
        Bounds.await("expiration").until(() -> !timer.setting().isArmed());
        timer.setAfter(HOUR);
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
    }

    @Test
    void aDisarmedTimerDoesNotExpireAndCanBeSetAgain() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        timer.setEvery(HOUR);
        assertThat(timer.disarm().previous().interval()).isEqualTo(HOUR);
        assertThat(timer.setting().isArmed()).isFalse();
        timer.setAfter(Duration.ZERO);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
    }

    @Test
    void aDelayOfZeroIsTheShortestOneAndNotTheOneThatDisarms() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        timer.setAfter(Duration.ZERO);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
        timer.set(Duration.ZERO, HOUR);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
        assertThat(timer.setting().isArmed()).isTrue();
        TimerFd wallClock = timer(TimerClock.REALTIME);
        wallClock.setAt(Instant.EPOCH);
        assertThat(awaitExpiration(wallClock)).isEqualTo(1);
        timer.setAtUptime(Duration.ZERO, Duration.ZERO);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
    }

    @Test
    void aTimeInThePastExpiresAtOnceWithWhatItMissed() {
        TimerFd timer = timer(TimerClock.REALTIME);
        Instant past = Instant.now().minusSeconds(10);
        timer.setAt(past);
        assertThat(awaitExpiration(timer)).isEqualTo(1);
        timer.setAt(past, Duration.ofSeconds(1), ClockStep.FOLLOW);
        long missed = awaitExpiration(timer);
        long most = Duration.between(past, Instant.now()).toSeconds() + 1;
        assertThat(missed).isBetween(10L, most);
    }

    @Test
    void aPeriodOfANanosecondIsCounted() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        timer.setEvery(Duration.ofNanos(1));
        Duration start = TimerClock.MONOTONIC.now();
        Bounds.await("a millisecond")
                .until(() -> TimerClock.MONOTONIC.now().minus(start).toMillis() >= 1);
        assertThat(timer.tryRead()).isGreaterThanOrEqualTo(1_000_000);
        timer.disarm();
    }

    @Test
    void nanosecondsArrive() {
        TimerFd timer = timer(TimerClock.MONOTONIC);
        timer.set(HOUR, Duration.ofNanos(1));
        assertThat(timer.setting().interval()).isEqualTo(Duration.ofNanos(1));
        timer.set(HOUR, Duration.ofNanos(999_999_999));
        assertThat(timer.setting().interval()).isEqualTo(Duration.ofNanos(999_999_999));
    }

    @ParameterizedTest
    @EnumSource
    void aHundredYearsAreNoTrouble(TimerClock clock) {
        TimerFd timer = timer(clock);
        Duration years = Duration.ofDays(36_525);
        timer.set(years, years);
        assertThat(timer.setting().interval()).isEqualTo(years);
        assertThat(timer.setting().remaining()).isBetween(years.minusDays(1), years);
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooLongForTheKernelIsClippedAndNeverExpires(TimerClock clock) {
        TimerFd timer = timer(clock);
        Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        timer.set(tooLong, tooLong);
        assertThat(timer.setting().interval()).isEqualTo(longest);
        assertFarAway(timer);
        if (clock.isWallClock()) {
            timer.setAt(Instant.MAX);
        } else {
            timer.setAtUptime(tooLong, tooLong);
        }
        assertFarAway(timer);
        timer.set(longest, longest);
        assertFarAway(timer);
        timer.set(Duration.ofNanos(Long.MAX_VALUE).minusSeconds(1), Duration.ZERO);
        assertFarAway(timer);
    }

    private static void assertFarAway(TimerFd timer) {
        assertThat(timer.setting().remaining()).isGreaterThan(Duration.ofDays(365 * 100));
        assertThat(timer.tryRead()).isEqualTo(TimerFd.NOT_EXPIRED);
    }

    @Test
    void clocksGoOn() {
        for (TimerClock clock : TimerClock.values()) {
            Duration now = clock.now();
            assertThat(now).isPositive();
            assertThat(clock.now()).isGreaterThanOrEqualTo(now);
        }
        Duration withoutSuspend = TimerClock.MONOTONIC.now();
        assertThat(TimerClock.BOOTTIME.now()).isGreaterThanOrEqualTo(withoutSuspend);
    }
}
