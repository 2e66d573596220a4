package io.sluice.libc;

/** The constants of {@link PosixQueueCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class PosixQueueConstants {
    /** To the kernel's {@code mq_notify}: send a cookie to a netlink socket. */
    public static final int SIGEV_THREAD = 2;
    /** Length of that cookie in bytes. */
    public static final int NOTIFY_COOKIE_LEN = 32;
    /** Last byte of a cookie: a message came. */
    public static final int NOTIFY_WOKENUP = 1;
    /** Last byte of a cookie: the registration was removed. */
    public static final int NOTIFY_REMOVED = 2;

    /** The highest priority of a message plus one. */
    public static final int MQ_PRIO_MAX = 32768;

    private PosixQueueConstants() {}
}
