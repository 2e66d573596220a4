package io.sluice.libc.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** Functions of libc with a fixed number of arguments, mapped directly. Addresses and sizes are {@code long}. */
final class LibcFunctions {
    static {
        Native.register(LibcFunctions.class, NativeLibrary.getInstance("c"));
    }

    private LibcFunctions() {}

    /**
     * Variadic in C, and yet mapped like the others: it passes on registers, and on both ABIs an integer is in the same
     * one, whether it is an open argument or not.
     */
    static native long syscall(long number, long first, long second, long third, long fourth, long fifth);

    static native int close(int fd);

    static native long read(int fd, long bytes, long count);

    static native long pread(int fd, long bytes, long count, long offset);

    static native long write(int fd, long bytes, long count);

    static native int fchmod(int fd, int mode);

    static native int getrlimit(int resource, long limit);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epfd, int operation, int fd, long event);

    static native int epoll_wait(int epfd, long events, int maxEvents, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native int timerfd_create(int clock, int flags);

    static native int timerfd_settime(int fd, int flags, long setting, long previous);

    static native int timerfd_gettime(int fd, long setting);

    static native int clock_gettime(int clock, long time);

    static native int socket(int domain, int type, int protocol);

    static native int sigaction(int signal, long action, long previous);

    static native int pthread_sigmask(int how, long signals, long previous);

    static native int msgget(int key, int flags);

    static native int msgsnd(int id, long message, long length, int flags);

    static native long msgrcv(int id, long message, long length, long type, int flags);

    static native int msgctl(int id, int command, long buffer);
}
