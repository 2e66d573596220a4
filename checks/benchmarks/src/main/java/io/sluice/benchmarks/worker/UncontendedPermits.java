package io.sluice.benchmarks.worker;

import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A permit that nobody else wants. */
final class UncontendedPermits {
    private UncontendedPermits() {}

    /** By the calls of the core, without Reactive Streams. */
    static Role byCalls() {
        return role(semaphore -> () -> {
            if (!semaphore.tryWait()) {
                throw new IllegalStateException("somebody else has the permit");
            }
            semaphore.post();
        });
    }

    /** Sluice: a subscription for each permit. */
    static Role acquired() {
        return role(semaphore -> {
            Mono<Permit> permit = SemaphoreAcquirer.create(semaphore).acquire();
            AtOnce<Permit> subscriber = new AtOnce<>(Permit::release);
            return () -> subscriber.awaitFrom(permit);
        });
    }

    /** Sluice: work that completes at once. */
    static Role withWork() {
        return role(semaphore -> {
            Mono<Integer> work = SemaphoreAcquirer.create(semaphore).withPermit(Mono.just(1));
            AtOnce<Integer> subscriber = new AtOnce<>(result -> {});
            return () -> subscriber.awaitFrom(work);
        });
    }

    private static Role role(Function<PosixSemaphore, Runnable> way) {
        return new Uncontended<>(name -> PosixSemaphore.builder(name).open(), way);
    }
}
