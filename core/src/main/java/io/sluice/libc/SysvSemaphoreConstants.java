package io.sluice.libc;

/** The constants of {@link SysvSemaphoreCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class SysvSemaphoreConstants {
    /** Undo the operation when the process ends. */
    public static final int SEM_UNDO = 0x1000;
    /** The process that changed the semaphore last. */
    public static final int GETPID = 11;
    /** The value of a semaphore. */
    public static final int GETVAL = 12;
    /** The values of all semaphores of a set. */
    public static final int GETALL = 13;
    /** How many threads wait for the semaphore to increase. */
    public static final int GETNCNT = 14;
    /** How many threads wait for the semaphore to become zero. */
    public static final int GETZCNT = 15;
    /** Set the value of a semaphore. */
    public static final int SETVAL = 16;
    /** Set the values of all semaphores of a set. */
    public static final int SETALL = 17;
    /** Read the status by index, where the caller may read the set. */
    public static final int SEM_STAT = 18;
    /** Read how much is in use; gives the highest index in use. */
    public static final int SEM_INFO = 19;
    /** Read the status by index; since Linux 4.17. */
    public static final int SEM_STAT_ANY = 20;

    private SysvSemaphoreConstants() {}
}
