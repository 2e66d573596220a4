package io.sluice.reactor.semaphore;

import io.sluice.semaphore.PosixSemaphore;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for a stream of permits. */
public class PermitsVerificationTest extends SemaphoreVerification<Permit> {
    @Override
    public Publisher<Permit> createPublisher(long elements) {
        int value = (int) Math.min(elements, Integer.MAX_VALUE);
        return SemaphoreAcquirer.create(semaphore(value)).permits().take(elements);
    }

    @Override
    public Publisher<Permit> createFailedPublisher() {
        PosixSemaphore closed = semaphore(1);
        closed.close();
        return SemaphoreAcquirer.create(closed).permits();
    }
}
