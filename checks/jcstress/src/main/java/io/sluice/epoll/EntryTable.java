package io.sluice.epoll;

import io.sluice.errno.Errno;
import io.sluice.libc.CountedCloses;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.FileCalls;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Epoll instances in memory, and one descriptor that they may have an entry of. As in the kernel, an entry stays when the
 * descriptor is closed. A call on the descriptor behind its close counts as late: the number may be another file's.
 */
final class EntryTable implements EpollCalls {
    /** The descriptor. */
    static final int WATCHED = 1_000_000;

    /** A call takes about as long as in the kernel, so that the other thread often comes in between. */
    private static final int SPINS = 10;

    /** The close of an epoll instance, which nobody looks at. */
    private static final FileCalls FILES = CountedCloses.in(new AtomicInteger());

    private final AtomicInteger instances = new AtomicInteger();
    /** A bit for each instance that has an entry. */
    private final AtomicInteger entries = new AtomicInteger();

    private final AtomicInteger lateCalls = new AtomicInteger();
    private volatile boolean closed;

    /** A new epoll instance. */
    EpollInstance instance() {
        return new EpollInstance(this, FILES, "stressed");
    }

    /** Closes the descriptor. */
    void close() {
        closed = true;
    }

    /** How many entries the instance in use has: 0 or 1. */
    int entries() {
        return entries.get() >> instances.get() & 1;
    }

    /** How many calls came behind the close. */
    int lateCalls() {
        return lateCalls.get();
    }

    @Override
    public int epollCreate1(int flags) {
        return instances.incrementAndGet();
    }

    @Override
    public int epollCtl(int epfd, int operation, int fd, long event) {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
        int bit = 1 << epfd;
        if (closed) {
            lateCalls.incrementAndGet();
            return -Errno.EBADF.number();
        }
        return switch (operation) {
            case EpollConstants.EPOLL_CTL_ADD ->
                (entries.getAndUpdate(bits -> bits | bit) & bit) == 0 ? 0 : -Errno.EEXIST.number();
            case EpollConstants.EPOLL_CTL_DEL ->
                (entries.getAndUpdate(bits -> bits & ~bit) & bit) != 0 ? 0 : -Errno.ENOENT.number();
            default -> (entries.get() & bit) != 0 ? 0 : -Errno.ENOENT.number();
        };
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        return 0;
    }

    @Override
    public int eventfd(int initial, int flags) {
        return -Errno.ENOSYS.number();
    }
}
