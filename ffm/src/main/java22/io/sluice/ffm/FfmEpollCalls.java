package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.EpollCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Epoll instances and event counters, on {@code java.lang.foreign}. */
final class FfmEpollCalls implements EpollCalls {
    @Override
    public int epollCreate1(int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.EPOLL_CREATE1.invokeExact(errno, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.EPOLL_CTL.invokeExact(errno, epfd, operation, fd, event), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.EPOLL_WAIT.invokeExact(errno, epfd, events, maxEvents, timeoutMillis), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int eventfd(int initial, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.EVENTFD.invokeExact(errno, initial, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle EPOLL_CREATE1 = function("epoll_create1", INT, INT);
        static final MethodHandle EPOLL_CTL = function("epoll_ctl", INT, INT, INT, INT, POINTER);
        static final MethodHandle EPOLL_WAIT = function("epoll_wait", INT, INT, POINTER, INT, INT);
        static final MethodHandle EVENTFD = function("eventfd", INT, INT, INT);

        private Handles() {}
    }
}
