package io.sluice.reactor.semaphore;

import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.testing.SysvTestSets;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for a stream of permits of a System V set. */
public class SysvAcquireVerificationTest extends QueuePublisherVerification<Permit> {
    private static final int GREATEST = 32_767;
    private static final SemaphoreOperation ONE = SemaphoreOperation.take(0, 1);

    private final SysvTestSets sets = new SysvTestSets();

    @Override
    public Publisher<Permit> createPublisher(long elements) {
        int value = (int) Math.min(elements, GREATEST);
        return SemaphoreAcquirer.create(sets.create(value), ONE).permits().take(elements);
    }

    @Override
    public Publisher<Permit> createFailedPublisher() {
        SysvSemaphoreSet removed = sets.create(1);
        removed.remove();
        removed.close();
        return SemaphoreAcquirer.create(removed, ONE).permits();
    }

    @AfterMethod
    public void removeSets() {
        sets.close();
    }
}
