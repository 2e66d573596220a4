package io.sluice.reactor.semaphore;

import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.testing.SysvTestSets;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a wait for zero. */
public class AwaitZeroVerificationTest extends QueuePublisherVerification<Integer> {
    private final SysvTestSets sets = new SysvTestSets();

    @Override
    public Publisher<Integer> createPublisher(long elements) {
        Mono<Void> zero = ZeroWaiter.create(sets.create(0)).awaitZero(0);
        return elements == 0 ? zero.cast(Integer.class) : zero.thenReturn(1);
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        SysvSemaphoreSet closed = sets.create(1);
        closed.close();
        return ZeroWaiter.create(closed).awaitZero(0).cast(Integer.class);
    }

    @AfterMethod
    public void removeSets() {
        sets.close();
    }
}
