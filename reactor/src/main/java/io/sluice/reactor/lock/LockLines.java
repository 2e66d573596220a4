package io.sluice.reactor.lock;

import io.sluice.epoll.EventLoop;
import io.sluice.lock.LockRange;
import io.sluice.reactor.internal.queue.AcquireLine;
import java.util.HashMap;
import java.util.Map;

/**
 * Those who wait for the locks of a file, a line for each range: who waits for one range does not hold up who waits for
 * another, and all who wait for the same one hold one thread. A line in which nobody waits is dropped. Where somebody has just
 * come to it nevertheless, there are two lines for a time, which takes a thread more and changes nothing else.
 */
final class LockLines {
    /** So many idle lines are no reason to look for them. */
    private static final int FEW = 32;

    private final LockTarget target;
    private final EventLoop loop;
    private final Map<LockRange, AcquireLine<HeldLock>> lines = new HashMap<>();
    private int nextLook = FEW;

    LockLines(LockTarget target, EventLoop loop) {
        this.target = target;
        this.loop = loop;
    }

    synchronized AcquireLine<HeldLock> of(LockRange range) {
        AcquireLine<HeldLock> known = lines.get(range);
        if (known != null) {
            return known;
        }
        if (lines.size() >= nextLook) {
            lines.values().removeIf(AcquireLine::isIdle);
            nextLook = Math.max(FEW, 2 * lines.size());
        }
        AcquireLine<HeldLock> line = new AcquireLine<>(target, loop);
        lines.put(range, line);
        return line;
    }

    synchronized int size() {
        return lines.size();
    }
}
