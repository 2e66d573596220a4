package io.sluice.reactor.lock;

import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a single lock. */
public class LockVerificationTest extends LockerVerification<HeldLock> {
    private final Set<HeldLock> held = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @Override
    public Publisher<HeldLock> createPublisher(long elements) {
        Mono<HeldLock> lock = locker().lock(LockMode.SHARED, LockRange.whole()).doOnNext(held::add);
        return elements == 0 ? lock.filter(HeldLock::isReleased) : lock;
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<HeldLock> createFailedPublisher() {
        FileLocker closed = locker();
        closed.close();
        return closed.lock(LockMode.SHARED, LockRange.whole());
    }

    @AfterMethod
    public void releaseLocks() {
        held.forEach(HeldLock::release);
        held.clear();
    }
}
