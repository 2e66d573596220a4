package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Native;
import io.sluice.libc.EpollCalls;

/** Epoll instances and event counters, on JNA. */
final class JnaEpollCalls implements EpollCalls {
    static {
        Native.register(Direct.class, CLibrary.LIBC);
    }

    @Override
    public int epollCreate1(int flags) {
        return result(Direct.epoll_create1(flags));
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        return result(Direct.epoll_ctl(epfd, operation, fd, event));
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        return result(Direct.epoll_wait(epfd, events, maxEvents, timeoutMillis));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return result(Direct.eventfd(initial, flags));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    private static final class Direct {
        static native int epoll_create1(int flags);

        static native int epoll_ctl(int epfd, int operation, int fd, long event);

        static native int epoll_wait(int epfd, long events, int maxEvents, int timeoutMillis);

        static native int eventfd(int initial, int flags);
    }
}
