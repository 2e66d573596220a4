package io.sluice.reactor.semaphore;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Permits of a System V semaphore set: the same operations for each of them, which the kernel performs all or none. */
final class SysvSemaphoreTarget extends SemaphoreTarget {
    private final SysvSemaphoreSet set;
    private final List<SemaphoreOperation> operations;

    SysvSemaphoreTarget(SysvSemaphoreSet set, List<SemaphoreOperation> operations, MetricsRecorder metrics) {
        super(metrics, () -> MeteredObject.of(set));
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a permit needs an operation that takes it");
        }
        this.set = set;
        this.operations = operations;
    }

    @Override
    public Attempt attempt(Permit permit) {
        return set.tryChange(operations) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(Permit permit, @Nullable Instant deadline, WaitHandler handler) {
        return set.blockingChange(operations, handler);
    }

    @Override
    void giveBack() {
        set.giveBack(operations);
    }

    @Override
    public @Nullable Throwable ended() {
        return set.isOpen() ? null : closed();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException || error instanceof SetRemovedException;
    }

    @Override
    public ErrnoException full() {
        return new ErrnoException("semop", set.name(), Errno.EAGAIN, "The operations are not possible now.");
    }

    @Override
    public ErrnoException timedOut() {
        return new AcquireTimeoutException(
                "semop",
                set.name(),
                "The operations were not possible in time. The holders of permits are too slow, or the timeout is too short. A"
                        + " holder that was killed has taken its permits along, unless it took them with undo.");
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
