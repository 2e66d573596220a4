package io.sluice.lock;

import io.sluice.libc.Libc;
import io.sluice.libc.LockCalls;
import io.sluice.libc.LockConstants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock of {@code flock} that one open file description can have. To change its mode, the kernel first gives the old lock
 * back. From exclusive to shared nobody can come between. From shared to exclusive somebody can, so that is refused here.
 */
// States and events: docs/states/flock-locks.md
final class FlockLocks implements KernelLocks {
    private final LockCalls locks;
    private final String path;
    private @Nullable LockMode held;
    /** How often the lock was given back. */
    private long unlocks;
    /** The mode of the calls that wait now, and how many there are. Two modes at once could be such a change. */
    private LockMode waiting = LockMode.SHARED;

    private int waits;

    FlockLocks(String path) {
        this(Libc.get().locks(), path);
    }

    FlockLocks(LockCalls locks, String path) {
        this.locks = locks;
        this.path = path;
    }

    @Override
    public String function() {
        return "flock";
    }

    @Override
    public synchronized void begin(LockMode mode, LockRange range) {
        checkWhole(range);
        if (held == LockMode.SHARED && mode == LockMode.EXCLUSIVE) {
            throw LockErrors.upgrade(path);
        }
        if (waits > 0 && waiting != mode) {
            throw LockErrors.otherWait(path, waiting);
        }
        waiting = mode;
        waits++;
    }

    private static void checkWhole(LockRange range) {
        if (!range.isWhole()) {
            throw new IllegalArgumentException("flock locks the whole file (LockRange.whole()) and not " + range
                    + ": for ranges use LockKind.OFD");
        }
    }

    @Override
    public synchronized void end(LockMode mode) {
        waits--;
    }

    @Override
    public int tryLock(int fd, LockMode mode, LockRange range) {
        return lock(fd, mode, mode.operation() | LockConstants.LOCK_NB);
    }

    @Override
    public int lock(int fd, LockMode mode, LockRange range) {
        return lock(fd, mode, mode.operation());
    }

    private int lock(int fd, LockMode mode, int operation) {
        while (true) {
            long before = unlocks();
            int result = locks.flock(fd, operation);
            if (result != 0 || hold(mode, before)) {
                return result;
            }
        }
    }

    @Override
    public synchronized int unlock(int fd, LockRange range) {
        checkWhole(range);
        unlocks++;
        held = null;
        return locks.flock(fd, LockConstants.LOCK_UN);
    }

    private synchronized long unlocks() {
        return unlocks;
    }

    /**
     * The kernel has granted a lock. False if another thread has given the lock back since a moment before the call: nobody
     * can tell whether it gave back this one.
     */
    private synchronized boolean hold(LockMode mode, long unlocksBefore) {
        boolean known = unlocks == unlocksBefore;
        if (known) {
            held = mode;
        }
        return known;
    }

    /** The two kinds do not see each other. */
    @Override
    public Optional<LockRange> ownClassicLock(int fd, LockMode mode, LockRange range) {
        return Optional.empty();
    }
}
