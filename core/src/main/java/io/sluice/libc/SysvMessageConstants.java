package io.sluice.libc;

/** The constants of {@link SysvMessageCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class SysvMessageConstants {
    /** Read the status by index, where the caller may read the queue. */
    public static final int MSG_STAT = 11;
    /** Read the status by index; since Linux 4.17. */
    public static final int MSG_STAT_ANY = 13;
    /** Read the limits; gives the highest index in use. */
    public static final int MSG_INFO = 12;
    /** Cut a message that is too long. */
    public static final int MSG_NOERROR = 0x1000;
    /** Any type but the given one. */
    public static final int MSG_EXCEPT = 0x2000;
    /** Copy instead of taking, by position. */
    public static final int MSG_COPY = 0x4000;

    private SysvMessageConstants() {}
}
