package io.sluice.libc;

/** The constants of {@link FutexCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class FutexConstants {
    /** Waits on a word that processes share. */
    public static final int FUTEX_WAIT = 0;
    /** Wakes up those who wait. */
    public static final int FUTEX_WAKE = 1;

    /** The greatest value of a semaphore. */
    public static final int SEM_VALUE_MAX = Integer.MAX_VALUE;

    private FutexConstants() {}
}
