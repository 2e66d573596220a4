package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import io.sluice.libc.EpollCalls;

/** Epoll instances and event counters, on JNA. */
final class JnaEpollCalls implements EpollCalls {
    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int epollCreate1(int flags) {
        return result(DIRECT.calls().epoll_create1(flags));
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        return result(DIRECT.calls().epoll_ctl(epfd, operation, fd, event));
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        return result(DIRECT.calls().epoll_wait(epfd, events, maxEvents, timeoutMillis));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return result(DIRECT.calls().eventfd(initial, flags));
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int epoll_create1(int flags);

        native int epoll_ctl(int epfd, int operation, int fd, long event);

        native int epoll_wait(int epfd, long events, int maxEvents, int timeoutMillis);

        native int eventfd(int initial, int flags);
    }
}
