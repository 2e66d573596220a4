package io.sluice.reactor.semaphore;

import io.sluice.semaphore.PosixSemaphore;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for a stream that runs with a permit. */
public class WithPermitVerificationTest extends SemaphoreVerification<Integer> {
    @Override
    public Publisher<Integer> createPublisher(long elements) {
        int count = (int) Math.min(elements, Integer.MAX_VALUE);
        return SemaphoreAcquirer.create(semaphore(1)).withPermit(() -> Flux.range(0, count));
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        PosixSemaphore closed = semaphore(1);
        closed.close();
        return SemaphoreAcquirer.create(closed).withPermit(() -> Flux.just(1));
    }
}
