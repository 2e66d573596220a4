package io.sluice.reactor.lock;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.internal.queue.Limit;
import java.time.Duration;

/** Until when to wait for a lock in the kernel. The time runs from the construction on. */
final class LockDeadline {
    private final boolean isSet;
    /** On the clock of {@link System#nanoTime()}; not read where there is no timeout. */
    private final long nanoTime;

    LockDeadline(Limit limit) {
        isSet = limit.nanos() != Limit.NEVER;
        nanoTime = isSet ? System.nanoTime() + limit.nanos() : 0;
    }

    /** Begins to wait. The kernel's error after a timeout has who holds the lock, which the event loop must not look for. */
    KernelWait block(LockFile file, LockMode mode, LockRange range, WaitHandler handler) {
        return isSet
                ? file.blockingLock(mode, range, Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())), handler)
                : file.blockingLock(mode, range, handler);
    }
}
