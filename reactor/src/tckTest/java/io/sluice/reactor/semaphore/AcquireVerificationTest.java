package io.sluice.reactor.semaphore;

import io.sluice.semaphore.PosixSemaphore;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a single permit, and for what follows on it. */
public class AcquireVerificationTest extends SemaphoreVerification<Permit> {
    @Override
    public Publisher<Permit> createPublisher(long elements) {
        Mono<Permit> permit = SemaphoreAcquirer.create(semaphore(1)).acquire();
        return elements == 0 ? permit.filter(Permit::isReleased) : permit;
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<Permit> createFailedPublisher() {
        PosixSemaphore closed = semaphore(1);
        closed.close();
        return SemaphoreAcquirer.create(closed).acquire();
    }
}
