package io.sluice.libc;

/** The constants of {@link EpollCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class EpollConstants {
    /** Readable. */
    public static final int EPOLLIN = 0x1;
    /** Writable. */
    public static final int EPOLLOUT = 0x4;
    /** An error condition; always reported. */
    public static final int EPOLLERR = 0x8;
    /** Hung up; always reported. */
    public static final int EPOLLHUP = 0x10;
    /** Report changes only. */
    public static final int EPOLLET = 1 << 31;
    /** Add an entry. */
    public static final int EPOLL_CTL_ADD = 1;
    /** Remove an entry. */
    public static final int EPOLL_CTL_DEL = 2;
    /** Change an entry. */
    public static final int EPOLL_CTL_MOD = 3;
    /** Close at exec. */
    public static final int EPOLL_CLOEXEC = 0x80000;

    /** Never wait. */
    public static final int EFD_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int EFD_CLOEXEC = 0x80000;

    private EpollConstants() {}
}
