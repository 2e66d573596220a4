package io.sluice.reactor.lock;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A shared lock that is to be made exclusive, on its own description. {@link HeldMode} says what becomes of one that is given up. */
final class UpgradeTarget implements Target<HeldLock> {
    private final HeldLock lock;
    private final HeldMode mode;
    private final LockFile file;
    private final LockDeadline deadline;

    UpgradeTarget(HeldLock lock, HeldMode mode, Limit limit) {
        this.lock = lock;
        this.mode = mode;
        file = lock.held();
        deadline = new LockDeadline(limit);
    }

    @Override
    public Attempt attempt(HeldLock same) {
        return mode.tryBeginUpgrade(file) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(HeldLock same, @Nullable Instant none, WaitHandler handler) {
        mode.beginUpgrade();
        try {
            return deadline.block(file, LockMode.EXCLUSIVE, lock.range(), new Wait(handler));
        } catch (Throwable refused) {
            mode.notUpgraded(file);
            throw refused;
        }
    }

    @Override
    public void undo(HeldLock same) {
        mode.giveUp(file);
    }

    @Override
    public @Nullable Pollable pollable() {
        return null;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public @Nullable Throwable ended() {
        return file.isOpen() ? null : closed();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException;
    }

    @Override
    public ErrnoException full() {
        return new ErrnoException("fcntl", file.path().toString(), Errno.EAGAIN, "Another one has a shared lock.");
    }

    @Override
    public ErrnoException timedOut() {
        return new AcquireTimeoutException("fcntl", file.path().toString(), "Others kept their shared locks.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("fcntl", file.path().toString(), "The lock was released.");
    }

    @Override
    public String toString() {
        return lock.toString();
    }

    /** The end of one wait, before it is signalled. */
    private final class Wait implements WaitHandler {
        private final WaitHandler handler;

        Wait(WaitHandler handler) {
            this.handler = handler;
        }

        @Override
        public void began(KernelWait wait) {
            handler.began(wait);
        }

        @Override
        public void done() {
            handler.done();
        }

        @Override
        public void notDone(@Nullable ErrnoException cause) {
            try {
                mode.notUpgraded(file);
            } finally {
                handler.notDone(cause);
            }
        }
    }
}
