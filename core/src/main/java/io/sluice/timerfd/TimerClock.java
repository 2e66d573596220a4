package io.sluice.timerfd;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.ClockConstants;
import io.sluice.libc.ClockLayouts;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The clock that a timer uses.
 *
 * <pre>{@code
 * Duration sinceBoot = TimerClock.BOOTTIME.now(); // with the time during which the system was suspended
 * }</pre>
 *
 * @see "timerfd_create(2)"
 */
public enum TimerClock {
    /** The wall clock ({@code CLOCK_REALTIME}). If it is set, timers for a time on it follow. */
    REALTIME(ClockConstants.CLOCK_REALTIME, ClockConstants.CLOCK_REALTIME),
    /** Time since boot ({@code CLOCK_MONOTONIC}). It is never set, and stops while the system is suspended. */
    MONOTONIC(ClockConstants.CLOCK_MONOTONIC, ClockConstants.CLOCK_MONOTONIC),
    /** Time since boot ({@code CLOCK_BOOTTIME}). It is never set, and runs while the system is suspended. */
    BOOTTIME(ClockConstants.CLOCK_BOOTTIME, ClockConstants.CLOCK_BOOTTIME),
    /** The wall clock; a timer on it wakes a suspended system ({@code CLOCK_REALTIME_ALARM}, needs CAP_WAKE_ALARM). */
    REALTIME_ALARM(ClockConstants.CLOCK_REALTIME_ALARM, ClockConstants.CLOCK_REALTIME),
    /** Time since boot; a timer on it wakes a suspended system ({@code CLOCK_BOOTTIME_ALARM}, needs CAP_WAKE_ALARM). */
    BOOTTIME_ALARM(ClockConstants.CLOCK_BOOTTIME_ALARM, ClockConstants.CLOCK_BOOTTIME);

    private final int number;
    /** The clock to ask for the time: the alarm clocks answer only where there is hardware to wake the system. */
    private final int readable;

    TimerClock(int number, int readable) {
        this.number = number;
        this.readable = readable;
    }

    /**
     * Finds a clock by its name.
     *
     * @param name such as {@code monotonic} or {@code realtime-alarm}, in any case
     * @return the clock
     * @throws IllegalArgumentException if no clock has this name
     */
    public static TimerClock named(String name) {
        for (TimerClock clock : values()) {
            if (clock.toString().equals(name.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return clock;
            }
        }
        throw new IllegalArgumentException("there is no clock '" + name + "': the clocks are "
                + Arrays.stream(values()).map(TimerClock::toString).collect(Collectors.joining(", ")));
    }

    /**
     * Whether it is the wall clock, on which times are {@link java.time.Instant}s.
     *
     * @return true for the two realtime clocks
     */
    public boolean isWallClock() {
        return readable == ClockConstants.CLOCK_REALTIME;
    }

    /**
     * Whether its timers wake a suspended system.
     *
     * @return true for the two alarm clocks
     */
    public boolean wakesTheSystem() {
        return this == REALTIME_ALARM || this == BOOTTIME_ALARM;
    }

    /**
     * The time on this clock.
     *
     * @return the time since its start, which is the boot, or 1970 for the wall clock
     * @see "clock_gettime(2)"
     */
    public Duration now() {
        NativeMemory time = NativeMemory.allocate(ClockLayouts.TIMESPEC_SIZE);
        int result = Libc.get().clocks().clockGettime(readable, time.address());
        time.keepAlive();
        if (result < 0) {
            throw new ErrnoException("clock_gettime", toString(), -result, "");
        }
        return Duration.ofSeconds(
                time.bytes().getLong(ClockLayouts.TIMESPEC_SEC), time.bytes().getLong(ClockLayouts.TIMESPEC_NSEC));
    }

    int number() {
        return number;
    }

    /** The name that {@link #named} takes, such as {@code realtime-alarm}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
