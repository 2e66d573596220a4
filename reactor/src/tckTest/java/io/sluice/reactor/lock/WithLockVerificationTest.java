package io.sluice.reactor.lock;

import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for a stream that runs with a lock. */
public class WithLockVerificationTest extends LockerVerification<Integer> {
    @Override
    public Publisher<Integer> createPublisher(long elements) {
        int count = (int) Math.min(elements, Integer.MAX_VALUE);
        return locker().withLock(LockMode.SHARED, LockRange.whole(), () -> Flux.range(0, count));
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        FileLocker closed = locker();
        closed.close();
        return closed.withLock(LockMode.SHARED, LockRange.whole(), () -> Flux.just(1));
    }
}
