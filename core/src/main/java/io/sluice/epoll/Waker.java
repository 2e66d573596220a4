package io.sluice.epoll;

import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.FileCalls;
import io.sluice.memory.NativeMemory;

/**
 * The eventfd that ends a loop's sleep. It is watched edge-triggered: each write is an edge, so nobody has to read it,
 * and its counter would take centuries to fill.
 */
final class Waker {
    private final FileCalls files;
    private final OwnedFd fd;
    private final NativeMemory one;

    Waker(EpollCalls epoll, FileCalls files) {
        this.files = files;
        one = NativeMemory.allocate(Long.BYTES); // first: where there is none, no descriptor is left behind
        one.bytes().putLong(0, 1);
        int number = epoll.eventfd(0, EpollConstants.EFD_CLOEXEC | EpollConstants.EFD_NONBLOCK);
        if (number < 0) {
            throw new ErrnoException("eventfd", "event loop", -number, EventLoop.DESCRIPTOR_REMEDY);
        }
        fd = OwnedFd.part(files, number, "eventfd of an event loop");
    }

    /** Enters it into the epoll instance of a loop. */
    void watchedBy(EpollInstance epoll, String loop) {
        int events = EpollConstants.EPOLLIN | EpollConstants.EPOLLET;
        int result = epoll.control(EpollConstants.EPOLL_CTL_ADD, fd.number(), events, Watches.WAKER_TOKEN);
        if (result < 0) {
            throw new ErrnoException("epoll_ctl", loop, -result, "");
        }
    }

    void wake() {
        if (fd.acquire()) {
            try {
                files.write(fd.number(), one.address(), Long.BYTES);
                one.keepAlive();
            } finally {
                fd.release();
            }
        }
    }

    void close() {
        fd.close();
    }
}
