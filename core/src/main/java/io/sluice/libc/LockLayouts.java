package io.sluice.libc;

/** Size and offsets in bytes of the struct of {@link LockCalls}; the same on x86-64 and on aarch64. */
public final class LockLayouts {
    /** Size of {@code struct flock}. */
    public static final int FLOCK_SIZE = 32;
    /** Offset of {@code l_type}, 16 bits. */
    public static final int FLOCK_TYPE = 0;
    /** Offset of {@code l_whence}, 16 bits: 0 for the beginning of the file. */
    public static final int FLOCK_WHENCE = 2;
    /** Offset of {@code l_start}, 64 bits. */
    public static final int FLOCK_START = 8;
    /** Offset of {@code l_len}, 64 bits. */
    public static final int FLOCK_LEN = 16;
    /** Offset of {@code l_pid}, 32 bits. */
    public static final int FLOCK_PID = 24;

    private LockLayouts() {}
}
