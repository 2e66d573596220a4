package io.sluice.reactor.lock;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.internal.queue.AcquireLine;
import io.sluice.reactor.internal.queue.AcquireMono;
import io.sluice.reactor.internal.queue.Limit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A lock on a file. Whoever has it releases it, once. It has an open file description of its own, so it excludes other locks
 * of this process as well. The kernel gives it back when the process ends, however it ends.
 *
 * <pre>{@code
 * locker.lock(LockMode.EXCLUSIVE, LockRange.of(0, 512)).subscribe(lock -> {
 *     try {
 *         System.out.println("nobody else writes the header");
 *     } finally {
 *         lock.release();
 *     }
 * });
 * }</pre>
 *
 * <p>May be used from any thread.
 */
public final class HeldLock {
    private final FileLocker locker;
    private final LockRange range;
    private final HeldMode mode;
    private final LockDeadline deadline;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile @Nullable LockFile file;

    /** A lock that is to be acquired, from now on within a limit. */
    HeldLock(FileLocker locker, LockMode mode, LockRange range, Limit limit) {
        this.locker = locker;
        this.range = range;
        this.mode = new HeldMode(mode, range);
        deadline = new LockDeadline(limit);
    }

    /** Tries to acquire it on a new description, which is closed again where that fails. */
    boolean tryAcquire(LockFile base) {
        LockFile own = base.reopen();
        boolean locked = false;
        try {
            locked = own.tryLock(mode(), range);
        } finally {
            if (!locked) {
                own.close();
            }
        }
        if (locked) {
            file = own;
        }
        return locked;
    }

    /** It was acquired on a description by a wait. */
    void acquired(LockFile own) {
        file = own;
    }

    /** Begins to wait for it on a description. */
    KernelWait block(LockFile own, WaitHandler handler) {
        return deadline.block(own, mode(), range, handler);
    }

    /**
     * Gives the lock back. Never waits.
     *
     * @return whether this call gave it back; false if an earlier one has
     */
    public boolean release() {
        LockFile own = file;
        if (own == null || !released.compareAndSet(false, true)) {
            return false;
        }
        own.close();
        locker.recordRelease();
        return true;
    }

    /**
     * Whether the lock was given back.
     *
     * @return true from the release on
     */
    public boolean isReleased() {
        return released.get();
    }

    /**
     * The mode that it has now.
     *
     * @return shared or exclusive
     */
    public LockMode mode() {
        return mode.get();
    }

    /**
     * Its bytes.
     *
     * @return the range that was locked
     */
    public LockRange range() {
        return range;
    }

    /**
     * Makes an exclusive lock shared. Never waits, and nobody can come between. Does nothing with a shared one. Where an upgrade
     * of this lock is just being acquired or given up, the kernel learns of it at the end of that.
     *
     * @throws ClosedHandleException if the lock was released ({@code EBADF})
     * @throws io.sluice.errno.ErrnoException if the file is open for writing alone ({@code EBADF}), or the kernel has no room
     *     ({@code ENOLCK}); the lock stays exclusive then
     */
    public void downgrade() {
        mode.downgrade(held());
    }

    /**
     * Makes a shared lock exclusive if nobody else has one. Never waits.
     *
     * @return false if somebody has; the lock stays shared then
     * @throws ClosedHandleException if the lock was released ({@code EBADF})
     * @throws io.sluice.errno.ErrnoException if the kind is {@link io.sluice.lock.LockKind#FLOCK}, which might lose the shared
     *     lock ({@code EOPNOTSUPP}), or as for {@link LockFile#tryLock}
     */
    public boolean tryUpgrade() {
        return mode.tryUpgrade(held());
    }

    /**
     * Makes a shared lock exclusive, and waits until nobody else has one. The lock stays shared meanwhile, and behind a timeout
     * or a cancel. If the kernel has made it exclusive just when it is cancelled, it is made shared again soon. Two who wait for each other in this way wait until the timeout, so there is always one.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock
     * @return this lock, which still is to be released once; an error if the lock was released, the time is over ({@code
     *     ETIMEDOUT}), or the kind is {@link io.sluice.lock.LockKind#FLOCK} ({@code EOPNOTSUPP})
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<HeldLock> upgrade(Duration timeout) {
        Limit limit = Limit.within(timeout);
        return Mono.defer(() -> {
            UpgradeTarget target = new UpgradeTarget(this, mode, limit);
            return new AcquireMono<>(
                    new AcquireLine<>(target, locker.eventLoop()), () -> this, limit, HeldLock::upgraded);
        });
    }

    private HeldLock upgraded() {
        mode.upgraded();
        return this;
    }

    /** The file with this lock. */
    LockFile held() {
        LockFile own = file;
        if (own == null || isReleased()) {
            throw new ClosedHandleException("fcntl", locker.path().toString(), "The lock was released.");
        }
        return own;
    }

    @Override
    public String toString() {
        return "HeldLock(" + mode + " on " + range + " of " + locker.path() + (isReleased() ? ", released)" : ")");
    }
}
