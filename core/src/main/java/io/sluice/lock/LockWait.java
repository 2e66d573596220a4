package io.sluice.lock;

import io.sluice.blocking.HandledCall;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.time.WaitTimeout;
import org.jspecify.annotations.Nullable;

/** One wait for a lock. The kernel has no timeout for it, so the thread is woken up when the time is over. */
final class LockWait extends HandledCall {
    private static final int WOULD_BLOCK = -Errno.EAGAIN.number();
    private static final int INTERRUPTED = -Errno.EINTR.number();

    private final OpenLockFile file;
    private final LockKind kind;
    private final LockMode mode;
    private final LockRange range;
    private final WaitTimeout timeout;

    private LockRange ownClassicLock = LockRange.whole();
    private boolean over;

    LockWait(
            OpenLockFile file,
            LockKind kind,
            LockMode mode,
            LockRange range,
            WaitTimeout timeout,
            WaitHandler handler) {
        super(file.locks().function(), handler);
        this.file = file;
        this.kind = kind;
        this.mode = mode;
        this.range = range;
        this.timeout = timeout;
        file.locks().begin(mode, range);
    }

    @Override
    public long call() {
        if (!file.fd().acquire()) {
            return -Errno.EBADF.number();
        }
        try {
            int result = lock(file.fd().number());
            if (result >= 0) {
                end();
            }
            return result;
        } finally {
            file.fd().release();
        }
    }

    /** Before the handler learns of the outcome, which may ask for a lock of the other mode. */
    private void end() {
        if (!over) {
            over = true;
            file.locks().end(mode);
        }
    }

    private int lock(int fd) {
        int result = file.locks().tryLock(fd, mode, range);
        if (result != WOULD_BLOCK) {
            return result;
        }
        var own = file.ownClassicLock(mode, range);
        if (own.isPresent()) {
            ownClassicLock = own.get();
            return -Errno.EDEADLK.number();
        }
        if (timeout.isOver()) {
            return -Errno.ETIMEDOUT.number();
        }
        if (!timeout.isEndless()) {
            signalFrom(timeout.deadline());
        }
        result = file.locks().lock(fd, mode, range);
        // Also where the wait was interrupted meanwhile: the time was over first, and this error has the holder.
        return result == INTERRUPTED && timeout.isOver() ? -Errno.ETIMEDOUT.number() : result;
    }

    /** Also where the call was never made: if the time was over by then, the error has the holder. */
    @Override
    public void interrupted(@Nullable ErrnoException cause) {
        end();
        super.interrupted(cause == null && timeout.isOver() ? failure(Errno.ETIMEDOUT.number()) : cause);
    }

    @Override
    public ErrnoException failure(int errno) {
        end();
        return switch (Errno.of(errno)) {
            case ETIMEDOUT -> LockErrors.timeout(function(), file.path(), file.inTheWay(kind, mode, range));
            case EDEADLK -> LockErrors.ownClassicLock(file.path(), ownClassicLock);
            case EBADF -> file.closed();
            default -> LockErrors.lock(function(), file.path(), errno);
        };
    }

    @Override
    public void release() {
        end();
    }
}
