package io.sluice.reactor.semaphore;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.semaphore.PosixSemaphore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Permits of a POSIX semaphore. */
final class PosixSemaphoreTarget extends SemaphoreTarget {
    private final PosixSemaphore semaphore;

    PosixSemaphoreTarget(PosixSemaphore semaphore, MetricsRecorder metrics) {
        super(metrics, () -> MeteredObject.of(semaphore));
        this.semaphore = semaphore;
    }

    @Override
    public Attempt attempt(Permit permit) {
        return semaphore.tryWait() ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(Permit permit, @Nullable Instant deadline, WaitHandler handler) {
        return semaphore.blockingWait(handler);
    }

    @Override
    void giveBack() {
        semaphore.post();
    }

    @Override
    public @Nullable Throwable ended() {
        return semaphore.isOpen() ? null : closed();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException;
    }

    @Override
    public ErrnoException full() {
        return new ErrnoException("sem_trywait", semaphore.name(), Errno.EAGAIN, "No permit is left.");
    }

    @Override
    public ErrnoException timedOut() {
        return new AcquireTimeoutException(
                "sem_clockwait",
                semaphore.name(),
                "No permit came in time. Its holders are too slow, or the timeout is too short. A holder that was killed"
                        + " has taken its permit along: post once in its place.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("sem_wait", semaphore.name(), "The semaphore was closed.");
    }

    @Override
    public String toString() {
        return semaphore.toString();
    }
}
