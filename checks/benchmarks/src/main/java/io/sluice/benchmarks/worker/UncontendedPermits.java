package io.sluice.benchmarks.worker;

import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import java.io.IOException;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A permit taken and given back again and again, which nobody else wants. */
final class UncontendedPermits implements Role {
    /** Takes the permit once and gives it back. */
    @FunctionalInterface
    private interface Pair {
        void run();
    }

    private final Function<PosixSemaphore, Pair> way;

    private UncontendedPermits(Function<PosixSemaphore, Pair> way) {
        this.way = way;
    }

    /** By the calls of the core, without Reactive Streams. */
    static Role byCalls() {
        return new UncontendedPermits(semaphore -> () -> {
            if (!semaphore.tryWait()) {
                throw new IllegalStateException("somebody else has the permit");
            }
            semaphore.post();
        });
    }

    /** Sluice: a subscription for each permit. */
    static Role acquired() {
        return new UncontendedPermits(semaphore -> {
            Mono<Permit> permit = SemaphoreAcquirer.create(semaphore).acquire();
            Released subscriber = new Released();
            return () -> subscriber.awaitFrom(permit);
        });
    }

    /** Sluice: work that completes at once. */
    static Role withWork() {
        return new UncontendedPermits(semaphore -> {
            Mono<Integer> work = SemaphoreAcquirer.create(semaphore).withPermit(Mono.just(1));
            Counted<Integer> subscriber = new Counted<>();
            return () -> subscriber.awaitFrom(work);
        });
    }

    @Override
    public void run(Command command, Round round) throws IOException {
        try (PosixSemaphore semaphore =
                PosixSemaphore.builder(command.queues().get(0)).open()) {
            Pair pair = way.apply(semaphore);
            round.ready();
            long begun = System.nanoTime();
            for (int i = 0; i < command.count(); i++) {
                pair.run();
            }
            round.done(System.nanoTime() - begun);
        }
    }

    /** Serves all subscriptions, one after the other, and makes no object. */
    private static class Counted<T> implements CoreSubscriber<T> {
        private int completed;

        final void awaitFrom(Publisher<T> publisher) {
            int before = completed;
            publisher.subscribe(this);
            if (completed != before + 1) {
                throw new IllegalStateException("it did not complete at once");
            }
        }

        @Override
        public final void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T element) {
            // It counts the completions.
        }

        @Override
        public final void onError(Throwable cause) {
            throw new IllegalStateException(cause);
        }

        @Override
        public final void onComplete() {
            completed++;
        }
    }

    private static final class Released extends Counted<Permit> {
        @Override
        public void onNext(Permit permit) {
            permit.release();
        }
    }
}
