package io.sluice.libc;

/** The constants of {@link ClockCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class ClockConstants {
    /** The wall clock, which may be stepped. */
    public static final int CLOCK_REALTIME = 0;
    /** Time since boot, without suspend. */
    public static final int CLOCK_MONOTONIC = 1;
    /** Time since boot, with suspend. */
    public static final int CLOCK_BOOTTIME = 7;
    /** The wall clock; its timers wake the system. */
    public static final int CLOCK_REALTIME_ALARM = 8;
    /** Time since boot, with suspend; its timers wake the system. */
    public static final int CLOCK_BOOTTIME_ALARM = 9;
    /** Never wait. */
    public static final int TFD_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int TFD_CLOEXEC = 0x80000;
    /** The first expiration is a time on the clock. */
    public static final int TFD_TIMER_ABSTIME = 1;
    /** Fail a read once when the wall clock was stepped. */
    public static final int TFD_TIMER_CANCEL_ON_SET = 2;

    private ClockConstants() {}
}
