package io.sluice.libc;

/** The constants of {@link LockCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class LockConstants {
    /** Ask for a lock that conflicts. */
    public static final int F_OFD_GETLK = 36;
    /** Lock or unlock without waiting. */
    public static final int F_OFD_SETLK = 37;
    /** Lock, and wait until nothing conflicts. */
    public static final int F_OFD_SETLKW = 38;

    /** A shared lock. */
    public static final int F_RDLCK = 0;
    /** An exclusive lock. */
    public static final int F_WRLCK = 1;
    /** No lock. */
    public static final int F_UNLCK = 2;

    /** A shared lock, of {@code flock}. */
    public static final int LOCK_SH = 1;
    /** An exclusive lock, of {@code flock}. */
    public static final int LOCK_EX = 2;
    /** Do not wait, of {@code flock}. */
    public static final int LOCK_NB = 4;
    /** No lock, of {@code flock}. */
    public static final int LOCK_UN = 8;

    private LockConstants() {}
}
