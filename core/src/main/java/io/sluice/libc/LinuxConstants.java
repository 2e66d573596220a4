package io.sluice.libc;

/**
 * The constants of the C headers that this project uses, under their C names. They are the same on x86-64 and on
 * aarch64; where the two differ, {@link StructLayouts} has the number.
 */
public final class LinuxConstants {
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

    /** The wall clock, which may be stepped. */
    public static final int CLOCK_REALTIME = 0;
    /** Time since boot, without suspend. */
    public static final int CLOCK_MONOTONIC = 1;
    /** Time since boot, with suspend. */
    public static final int CLOCK_BOOTTIME = 7;
    /** The wall clock; its timers wake the system. */
    public static final int CLOCK_REALTIME_ALARM = 8;
    /** Time since boot, with suspend; its timers wake the system. */
    public static final int CLOCK_BOOTTIME_ALARM = 9;
    /** Never wait. */
    public static final int TFD_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int TFD_CLOEXEC = 0x80000;
    /** The first expiration is a time on the clock. */
    public static final int TFD_TIMER_ABSTIME = 1;
    /** Fail a read once when the wall clock was stepped. */
    public static final int TFD_TIMER_CANCEL_ON_SET = 2;

    /** Talk with the kernel by datagrams. */
    public static final int AF_NETLINK = 16;
    /** Datagrams as they are. */
    public static final int SOCK_RAW = 3;
    /** Never wait. */
    public static final int SOCK_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int SOCK_CLOEXEC = 0x80000;
    /** Netlink's first family, which every kernel with a network has. */
    public static final int NETLINK_ROUTE = 0;

    /** To the kernel's {@code mq_notify}: send a cookie to a netlink socket. */
    public static final int SIGEV_THREAD = 2;
    /** Length of that cookie in bytes. */
    public static final int NOTIFY_COOKIE_LEN = 32;
    /** Last byte of a cookie: a message came. */
    public static final int NOTIFY_WOKENUP = 1;
    /** Last byte of a cookie: the registration was removed. */
    public static final int NOTIFY_REMOVED = 2;

    /** Descriptors of a process. */
    public static final int RLIMIT_NOFILE = 7;
    /** Bytes in POSIX message queues of a user. */
    public static final int RLIMIT_MSGQUEUE = 12;

    /** The highest priority of a message plus one. */
    public static final int MQ_PRIO_MAX = 32768;

    /** The key of a queue that no key leads to. */
    public static final int IPC_PRIVATE = 0;
    /** Create what is missing. */
    public static final int IPC_CREAT = 0x200;
    /** With {@link #IPC_CREAT}: fail where it exists. */
    public static final int IPC_EXCL = 0x400;
    /** Never wait. */
    public static final int IPC_NOWAIT = 0x800;
    /** Remove. */
    public static final int IPC_RMID = 0;
    /** Change owner, mode and size. */
    public static final int IPC_SET = 1;
    /** Read the status. */
    public static final int IPC_STAT = 2;
    /** Read the limits. */
    public static final int IPC_INFO = 3;
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

    /** Default action of a signal. */
    public static final long SIG_DFL = 0;
    /** Let signals through. */
    public static final int SIG_UNBLOCK = 1;
    /** Restart calls that the signal interrupted. */
    public static final int SA_RESTART = 0x10000000;
    /** The first real-time signal that the C library leaves to programs: it keeps the kernel's first two for itself. */
    public static final int SIGRTMIN = 34;
    /** The last real-time signal. */
    public static final int SIGRTMAX = 64;

    private LinuxConstants() {}
}
