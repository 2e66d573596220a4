package io.sluice.reactor.semaphore;

import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.TestQueues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.AfterMethod;

/** Makes the semaphores of one test, and takes them away behind it. */
abstract class SemaphoreVerification<T> extends QueuePublisherVerification<T> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<PosixSemaphore> semaphores = new ArrayList<>();

    final PosixSemaphore semaphore(int value) {
        PosixSemaphore semaphore = PosixSemaphore.builder(TestQueues.PREFIX + "tck-" + COUNT.incrementAndGet())
                .value(value)
                .create();
        semaphores.add(semaphore);
        PosixSemaphore.unlink(semaphore.name());
        return semaphore;
    }

    @AfterMethod
    public void closeSemaphores() {
        semaphores.forEach(PosixSemaphore::close);
        semaphores.clear();
    }
}
