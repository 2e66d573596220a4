package io.sluice.lock;

import java.util.Optional;

/** The calls of one kind of lock on one open file description. Their results are 0, or the negated error. */
interface KernelLocks {
    /** The C function, for messages. */
    String function();

    /**
     * Refuses what the kernel cannot do, or would do in a way that loses a lock. Called once before each lock.
     *
     * @throws io.sluice.errno.ErrnoException if it is no lock for this file now
     * @throws IllegalArgumentException if it is no range for this kind
     */
    void begin(LockMode mode, LockRange range);

    /** What {@link #begin} allowed is over, with or without the lock. */
    void end(LockMode mode);

    /** Never waits: {@code EAGAIN} where another one has a lock in the way. */
    int tryLock(int fd, LockMode mode, LockRange range);

    /** Waits until nobody has a lock in the way. */
    int lock(int fd, LockMode mode, LockRange range);

    int unlock(int fd, LockRange range);

    /** A classic lock of this process that is in the way. The kernel answers for one lock in the way, whosever it is. */
    Optional<LockRange> ownClassicLock(int fd, LockMode mode, LockRange range);
}
