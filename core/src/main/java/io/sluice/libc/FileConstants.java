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
    /** The bits of {@link #O_RDONLY}, {@link #O_WRONLY} and {@link #O_RDWR}. */
    public static final int O_ACCMODE = 3;
    /** Let no terminal become that of this process. */
    public static final int O_NOCTTY = 0x100;
    /** Never wait. */
    public static final int O_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int O_CLOEXEC = 0x80000;
    /** Only a place in the file system: the file itself is not opened. */
    public static final int O_PATH = 0x200000;

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
    /** Set how many bytes a pipe holds. */
    public static final int F_SETPIPE_SZ = 1031;
    /** Ask how many bytes a pipe holds. */
    public static final int F_GETPIPE_SZ = 1032;
    /** Add seals to a file in memory. */
    public static final int F_ADD_SEALS = 1033;
    /** Read the seals of a file in memory. */
    public static final int F_GET_SEALS = 1034;
    /** No further seals. */
    public static final int F_SEAL_SEAL = 1;
    /** The file does not become shorter. */
    public static final int F_SEAL_SHRINK = 2;
    /** The file does not become longer. */
    public static final int F_SEAL_GROW = 4;
    /** The bytes do not change. */
    public static final int F_SEAL_WRITE = 8;
    /** The bytes do not change but through mappings that there are. */
    public static final int F_SEAL_FUTURE_WRITE = 16;
    /** The one flag of a descriptor: close at exec. */
    public static final int FD_CLOEXEC = 1;

    /** Readable. */
    public static final int POLLIN = 0x1;
    /** Hung up; always reported. */
    public static final int POLLHUP = 0x10;

    /** Ask how many bytes are there to read; of {@code ioctl}. */
    public static final int FIONREAD = 0x541b;

    /** So many bytes are written to a pipe whole or not at all. */
    public static final int PIPE_BUF = 4096;

    /** The bits of a mode that say what kind of file it is. */
    public static final int S_IFMT = 0xf000;
    /** A FIFO, or a pipe without a name. */
    public static final int S_IFIFO = 0x1000;
    /** A character device. */
    public static final int S_IFCHR = 0x2000;
    /** A folder. */
    public static final int S_IFDIR = 0x4000;
    /** A block device. */
    public static final int S_IFBLK = 0x6000;
    /** A regular file. */
    public static final int S_IFREG = 0x8000;
    /** A symbolic link. */
    public static final int S_IFLNK = 0xa000;
    /** A socket. */
    public static final int S_IFSOCK = 0xc000;

    /** In place of a folder's descriptor: the current folder. */
    public static final int AT_FDCWD = -100;
    /** Do not follow a symbolic link. */
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    /** A path that is empty means the descriptor itself. */
    public static final int AT_EMPTY_PATH = 0x1000;
    /** Want the file's type in {@code stx_mode}. */
    public static final int STATX_TYPE = 0x1;
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
    /** Want {@code stx_blocks}. */
    public static final int STATX_BLOCKS = 0x400;
    /** Want all that {@code stat} gives. */
    public static final int STATX_BASIC_STATS = 0x7ff;

    private FileConstants() {}
}
