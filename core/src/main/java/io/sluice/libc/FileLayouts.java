package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the structs of {@link FileCalls}, the flags of {@code open} that each architecture numbers
 * in its own way, and the number of the call that old C libraries do not wrap.
 *
 * @param sysStatx number of {@code statx}
 * @param oDirect {@code O_DIRECT}: each write to the pipe is a packet
 * @param oNofollow {@code O_NOFOLLOW}: refuse a symbolic link at the end of the path
 */
public record FileLayouts(int sysStatx, int oDirect, int oNofollow) {
    /** The layouts of the machine this JVM runs on. */
    public static final FileLayouts CURRENT = of(Abi.current());

    /** Size of {@code struct statx}. */
    public static final int STATX_STRUCT_SIZE = 256;
    /** Offset of {@code stx_mask}, 32 bits: the fields that the kernel has filled. */
    public static final int STX_MASK = 0;
    /** Offset of {@code stx_nlink}, 32 bits. */
    public static final int STX_NLINK = 16;
    /** Offset of {@code stx_uid}, 32 bits. */
    public static final int STX_UID = 20;
    /** Offset of {@code stx_gid}, 32 bits. */
    public static final int STX_GID = 24;
    /** Offset of {@code stx_mode}, 16 bits. */
    public static final int STX_MODE = 28;
    /** Offset of {@code stx_ino}, 64 bits. */
    public static final int STX_INO = 32;
    /** Offset of {@code stx_size}, 64 bits: the length of the file. */
    public static final int STX_SIZE = 40;
    /** Offset of {@code stx_blocks}, 64 bits: the blocks of 512 bytes that the file has. */
    public static final int STX_BLOCKS = 48;
    /** Offset of {@code stx_dev_major}, 32 bits. */
    public static final int STX_DEV_MAJOR = 136;
    /** Offset of {@code stx_dev_minor}, 32 bits. */
    public static final int STX_DEV_MINOR = 140;

    /** Size of {@code struct pollfd}. */
    public static final int POLLFD_SIZE = 8;
    /** Offset of {@code fd}, 32 bits. */
    public static final int POLLFD_FD = 0;
    /** Offset of {@code events}, 16 bits. */
    public static final int POLLFD_EVENTS = 4;
    /** Offset of {@code revents}, 16 bits. */
    public static final int POLLFD_REVENTS = 6;

    /** Size of {@code struct statfs}. */
    public static final int STATFS_SIZE = 120;
    /** Offset of {@code f_type}, 64 bits. */
    public static final int STATFS_TYPE = 0;
    /** Offset of {@code f_bsize}, 64 bits: the size of a block in bytes. */
    public static final int STATFS_BSIZE = 8;
    /** Offset of {@code f_blocks}, 64 bits: how many blocks there are. */
    public static final int STATFS_BLOCKS = 16;
    /** Offset of {@code f_bavail}, 64 bits: how many blocks users may still take. */
    public static final int STATFS_BAVAIL = 32;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static FileLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new FileLayouts(332, 0x4000, 0x20000);
            case AARCH64 -> new FileLayouts(291, 0x10000, 0x8000);
        };
    }
}
