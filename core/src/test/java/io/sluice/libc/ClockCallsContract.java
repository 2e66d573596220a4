package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import org.junit.jupiter.api.Test;

/** What the calls on clocks and timers must do in every binding. One subclass for each binding. */
public abstract class ClockCallsContract extends CallsContract {
    private final ClockCalls clocks = libc.clocks();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected ClockCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(clocks.timerfdCreate(-1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(clocks.timerfdSettime(-1, 0, at(0), 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(clocks.timerfdGettime(-1, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(clocks.clockGettime(99, at(0))).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aClockShowsTheTimeOfTheJvm() {
        long before = System.currentTimeMillis() / 1000;
        assertThat(clocks.clockGettime(ClockConstants.CLOCK_REALTIME, at(0))).isZero();
        assertThat(memory.bytes().getLong(ClockLayouts.TIMESPEC_SEC)).isBetween(before, before + 60);
    }

    @Test
    void everyArgumentOfATimerArrives() {
        int clock = ClockConstants.CLOCK_MONOTONIC;
        assertThat(clocks.clockGettime(clock, at(0))).isZero();
        long now = memory.bytes().getLong(ClockLayouts.TIMESPEC_SEC);
        assertThat(now).isPositive();
        int number = clocks.timerfdCreate(clock, ClockConstants.TFD_NONBLOCK | ClockConstants.TFD_CLOEXEC);
        assertThat(number).isNotNegative();
        assertThat(libc.files().read(number, at(0), Long.BYTES)).isEqualTo(-Errno.EAGAIN.number());

        int inAnHour = 64;
        int previous = 128;
        memory.bytes().putLong(inAnHour + ClockLayouts.ITIMERSPEC_VALUE, now + 3_600);
        memory.bytes().putLong(inAnHour + ClockLayouts.ITIMERSPEC_INTERVAL, 7);
        long setting = at(inAnHour);
        assertThat(clocks.timerfdSettime(number, ClockConstants.TFD_TIMER_ABSTIME, setting, 0))
                .isZero();
        assertThat(clocks.timerfdSettime(number, 0, setting, at(previous))).isZero();
        assertThat(memory.bytes().getLong(previous + ClockLayouts.ITIMERSPEC_INTERVAL))
                .isEqualTo(7);
        assertThat(memory.bytes().getLong(previous + ClockLayouts.ITIMERSPEC_VALUE))
                .isBetween(3_500L, 3_600L);
        assertThat(clocks.timerfdGettime(number, at(0))).isZero();
        assertThat(memory.bytes().getLong(ClockLayouts.ITIMERSPEC_VALUE)).isGreaterThan(now);
        assertThat(libc.files().close(number)).isZero();
    }

    @Test
    void aTimerIsSetAskedAndRead() {
        int timer = clocks.timerfdCreate(ClockConstants.CLOCK_MONOTONIC, ClockConstants.TFD_CLOEXEC);
        assertThat(timer).isNotNegative();
        memory.bytes().putLong(ClockLayouts.ITIMERSPEC_VALUE + ClockLayouts.TIMESPEC_NSEC, 1);
        assertThat(clocks.timerfdSettime(timer, ClockConstants.TFD_TIMER_ABSTIME, at(0), at(64)))
                .isZero();
        assertThat(libc.files().read(timer, at(128), Long.BYTES)).isEqualTo(Long.BYTES);
        assertThat(memory.bytes().getLong(128)).isEqualTo(1);
        memory.bytes().putLong(64 + ClockLayouts.ITIMERSPEC_VALUE + ClockLayouts.TIMESPEC_NSEC, 1);
        assertThat(clocks.timerfdGettime(timer, at(64))).isZero();
        assertThat(memory.bytes().getLong(64 + ClockLayouts.ITIMERSPEC_VALUE + ClockLayouts.TIMESPEC_NSEC))
                .isZero();
        assertThat(libc.files().close(timer)).isZero();
    }
}
