package io.sluice.reactor.semaphore;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.fd.Pollable;
import io.sluice.reactor.internal.queue.Target;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value 0 of a semaphore. To wait for it changes nothing, so there is nothing to give back. */
final class ZeroTarget implements Target<List<SemaphoreOperation>> {
    private final SysvSemaphoreSet set;

    ZeroTarget(SysvSemaphoreSet set) {
        this.set = set;
    }

    @Override
    public Attempt attempt(List<SemaphoreOperation> zero) {
        return set.tryChange(zero) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(List<SemaphoreOperation> zero, @Nullable Instant deadline, WaitHandler handler) {
        return set.blockingChange(zero, handler);
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
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException || error instanceof SetRemovedException;
    }

    @Override
    public ErrnoException full() {
        return new ErrnoException("semop", set.name(), Errno.EAGAIN, "The value is not 0.");
    }

    @Override
    public ErrnoException timedOut() {
        return new AcquireTimeoutException(
                "semop", set.name(), "The value was not 0 in time: permits are left that nobody has taken.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("semop", set.name(), "The set was closed.");
    }

    @Override
    public String toString() {
        return set.toString();
    }
}
