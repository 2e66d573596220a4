package io.sluice.libc;

/** The constants of {@link SysvMemoryCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class SysvMemoryConstants {
    /** Attach for reading alone. */
    public static final int SHM_RDONLY = 0x1000;
    /** In the mode of a segment: it was removed, and goes when nobody has it attached any more. */
    public static final int SHM_DEST = 0x200;
    /** Read the status by index, where the caller may read the segment. */
    public static final int SHM_STAT = 13;
    /** Read how much is in use; gives the highest index in use. */
    public static final int SHM_INFO = 14;
    /** Read the status by index; since Linux 4.17. */
    public static final int SHM_STAT_ANY = 15;

    private SysvMemoryConstants() {}
}
