package io.sluice.libc;

/** The constants of {@link LimitCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class LimitConstants {
    /** Descriptors of a process. */
    public static final int RLIMIT_NOFILE = 7;
    /** Bytes in POSIX message queues of a user. */
    public static final int RLIMIT_MSGQUEUE = 12;

    private LimitConstants() {}
}
