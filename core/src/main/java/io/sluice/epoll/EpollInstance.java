package io.sluice.epoll;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.EpollLayouts;
import io.sluice.libc.FileCalls;
import io.sluice.memory.NativeMemory;

/** One epoll instance with the memory for its calls. On its loop's thread only, but for {@link #remove}. */
final class EpollInstance {
    private static final int EVENTS_PER_WAIT = 256;

    private static final EpollLayouts LAYOUTS = EpollLayouts.CURRENT;

    private final EpollCalls libc;
    private final FileCalls files;
    private final String description;
    private final NativeMemory events;
    private final NativeMemory control;
    /** Changed on the loop's thread alone. */
    private volatile OwnedFd fd;

    EpollInstance(EpollCalls libc, FileCalls files, String loopName) {
        this.libc = libc;
        this.files = files;
        // Description and memory first: where there is no room for them, no descriptor is left behind.
        description = "epoll instance of " + loopName;
        control = NativeMemory.allocate(LAYOUTS.epollEventSize());
        events = NativeMemory.allocate(EVENTS_PER_WAIT * LAYOUTS.epollEventSize());
        int number = libc.epollCreate1(EpollConstants.EPOLL_CLOEXEC);
        if (number < 0) {
            throw new ErrnoException("epoll_create1", loopName, -number, EventLoop.DESCRIPTOR_REMEDY);
        }
        fd = OwnedFd.part(files, number, description);
    }

    /** Goes on with a new instance, which has no entries; false if there is no descriptor for it. */
    boolean renew() {
        int number = libc.epollCreate1(EpollConstants.EPOLL_CLOEXEC);
        if (number < 0) {
            return false;
        }
        OwnedFd former = fd;
        fd = OwnedFd.part(files, number, description);
        former.close();
        return true;
    }

    /** Adds, changes or removes an entry; 0, or the negated error. */
    int control(int operation, int watched, int wanted, long token) {
        control.bytes().putInt(EpollLayouts.EPOLL_EVENT_EVENTS, wanted);
        control.bytes().putLong(LAYOUTS.epollEventDataOffset(), token);
        int result = libc.epollCtl(fd.number(), operation, watched, control.address());
        control.keepAlive();
        return result;
    }

    /** From any thread: removes a descriptor that is about to be closed. */
    void remove(int watched) {
        OwnedFd instance = fd;
        if (instance.acquire()) {
            try {
                libc.epollCtl(instance.number(), EpollConstants.EPOLL_CTL_DEL, watched, 0);
            } finally {
                instance.release();
            }
        }
    }

    /** Waits for events, -1 for ever; how many there are to be read with {@link #events} and {@link #token}. */
    int await(int millis) {
        int ready = libc.epollWait(fd.number(), events.address(), EVENTS_PER_WAIT, millis);
        events.keepAlive();
        if (ready < 0 && ready != -Errno.EINTR.number()) {
            throw failed(-ready);
        }
        return Math.max(ready, 0);
    }

    private ErrnoException failed(int errno) {
        String object = fd.toString();
        if (errno == Errno.EBADF.number() || errno == Errno.EINVAL.number()) {
            fd.abandon(); // the number is free, or names a file of somebody else
            return new ErrnoException(
                    "epoll_wait", object, errno, "Other code of this process has closed the event loop's descriptor.");
        }
        return new ErrnoException("epoll_wait", object, errno, "");
    }

    /** What happened, in {@code EPOLL*} bits. */
    int events(int index) {
        return events.bytes().getInt(index * LAYOUTS.epollEventSize() + EpollLayouts.EPOLL_EVENT_EVENTS);
    }

    /** To whom it happened. */
    long token(int index) {
        return events.bytes().getLong(index * LAYOUTS.epollEventSize() + LAYOUTS.epollEventDataOffset());
    }

    void close() {
        fd.close();
    }
}
