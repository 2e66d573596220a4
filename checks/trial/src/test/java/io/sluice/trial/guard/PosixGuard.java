package io.sluice.trial.guard;

import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.TestQueues;
import java.util.concurrent.atomic.AtomicInteger;

/** A POSIX semaphore. */
final class PosixGuard extends PermitGuard {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private volatile PosixSemaphore semaphore;

    private PosixGuard(PosixSemaphore semaphore) {
        super(SemaphoreAcquirer.create(semaphore));
        this.semaphore = semaphore;
    }

    static Guard create(int permits) {
        String name = TestQueues.PREFIX + "guard-" + COUNT.incrementAndGet();
        return new PosixGuard(PosixSemaphore.builder(name).value(permits).create());
    }

    @Override
    public void reopen() {
        PosixSemaphore closed = semaphore;
        semaphore = PosixSemaphore.builder(name()).open();
        use(SemaphoreAcquirer.create(semaphore));
        closed.close();
    }

    @Override
    public void giveInItsPlace() {
        semaphore.post();
    }

    @Override
    public int left() {
        return semaphore.value();
    }

    @Override
    public String name() {
        return semaphore.name();
    }

    @Override
    public void close() {
        semaphore.close();
        PosixSemaphore.unlink(name());
    }
}
