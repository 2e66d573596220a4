package io.sluice.libc;

/** Sizes and offsets in bytes of the structs of {@link ClockCalls}; the same on x86-64 and on aarch64. */
public final class ClockLayouts {
    /** Size of {@code struct timespec}. */
    public static final int TIMESPEC_SIZE = 16;
    /** Offset of {@code tv_sec}. */
    public static final int TIMESPEC_SEC = 0;
    /** Offset of {@code tv_nsec}. */
    public static final int TIMESPEC_NSEC = 8;

    /** Size of {@code struct itimerspec}. */
    public static final int ITIMERSPEC_SIZE = 32;
    /** Offset of {@code it_interval}. */
    public static final int ITIMERSPEC_INTERVAL = 0;
    /** Offset of {@code it_value}. */
    public static final int ITIMERSPEC_VALUE = 16;

    private ClockLayouts() {}
}
