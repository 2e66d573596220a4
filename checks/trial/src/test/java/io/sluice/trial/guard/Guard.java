package io.sluice.trial.guard;

import java.time.Duration;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What keeps others out: a semaphore or a lock that exists for one test. */
interface Guard extends AutoCloseable {
    /** Runs work inside, and waits for that without a limit. */
    <T> Flux<T> with(Supplier<Publisher<T>> work);

    /** Runs work inside, and waits for that no longer than a timeout. */
    <T> Flux<T> with(Duration timeout, Supplier<Publisher<T>> work);

    /** Closes the handle and opens another one. Those who wait get an error. */
    void reopen();

    /** Gives a permit in the place of a holder that was killed. */
    default void giveInItsPlace() {
        throw new UnsupportedOperationException("the kernel gives back");
    }

    /** How many may enter now; 0 or 1 where it is a lock. */
    int left();

    /** What a C program opens it by. */
    String name();

    @Override
    void close();
}
