package io.sluice.epoll;

import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.Libc;
import io.sluice.libc.LinuxConstants;
import io.sluice.memory.NativeMemory;

/**
 * The eventfd that ends a loop's sleep. It is watched edge-triggered: each write is an edge, so nobody has to read it,
 * and its counter would take centuries to fill.
 */
final class Waker {
    private final Libc libc;
    private final OwnedFd fd;
    private final NativeMemory one;

    Waker(Libc libc) {
        this.libc = libc;
        one = NativeMemory.allocate(libc, Long.BYTES); // first: where there is none, no descriptor is left behind
        one.bytes().putLong(0, 1);
        int number = libc.eventfd(0, LinuxConstants.EFD_CLOEXEC | LinuxConstants.EFD_NONBLOCK);
        if (number < 0) {
            throw new ErrnoException("eventfd", "event loop", -number, EventLoop.DESCRIPTOR_REMEDY);
        }
        fd = OwnedFd.part(libc, number, "eventfd of an event loop");
    }

    int number() {
        return fd.number();
    }

    void wake() {
        if (fd.acquire()) {
            try {
                libc.write(fd.number(), one.address(), Long.BYTES);
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
