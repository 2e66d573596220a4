package io.sluice.libc;

/** The constants of {@link FileCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class FileConstants {
    /** Open for reading. */
    public static final int O_RDONLY = 0;
    /** Open for writing. */
    public static final int O_WRONLY = 1;
    /** Open for both. */
    public static final int O_RDWR = 2;
    /** Create what is missing. */
    public static final int O_CREAT = 0x40;
    /** With {@link #O_CREAT}: fail where it exists. */
    public static final int O_EXCL = 0x80;
    /** Never wait. */
    public static final int O_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int O_CLOEXEC = 0x80000;

    /** Read the flags of a descriptor. */
    public static final int F_GETFD = 1;
    /** Set the flags of a descriptor. */
    public static final int F_SETFD = 2;
    /** Read the flags of an open file. */
    public static final int F_GETFL = 3;
    /** Set the flags of an open file. */
    public static final int F_SETFL = 4;
    /** Duplicate a descriptor; the duplicate is closed at exec. */
    public static final int F_DUPFD_CLOEXEC = 1030;
    /** The one flag of a descriptor: close at exec. */
    public static final int FD_CLOEXEC = 1;

    /** Readable. */
    public static final int POLLIN = 0x1;
    /** Hung up; always reported. */
    public static final int POLLHUP = 0x10;

    /** A path that is empty means the descriptor itself. */
    public static final int AT_EMPTY_PATH = 0x1000;
    /** Want {@code stx_mode}, without the file's type. */
    public static final int STATX_MODE = 0x2;
    /** Want {@code stx_nlink}. */
    public static final int STATX_NLINK = 0x4;
    /** Want {@code stx_uid}. */
    public static final int STATX_UID = 0x8;
    /** Want {@code stx_gid}. */
    public static final int STATX_GID = 0x10;
    /** Want {@code stx_ino}. */
    public static final int STATX_INO = 0x100;
    /** Want {@code stx_size}. */
    public static final int STATX_SIZE = 0x200;
    /** Want all that {@code stat} gives. */
    public static final int STATX_BASIC_STATS = 0x7ff;

    private FileConstants() {}
}
