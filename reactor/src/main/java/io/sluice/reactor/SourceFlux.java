package io.sluice.reactor;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * A publisher of what comes from the kernel. Where a subscription cannot have what it needs, such as its event loop, that is
 * an error of the stream. Thrown at whoever subscribes, Reactor would tell it as well, but not an {@code OutOfMemoryError}.
 *
 * @param <T> what is emitted
 */
abstract class SourceFlux<T> extends Flux<T> {
    /** Makes a subscription with all that may be refused. Where it throws, it leaves nothing behind. */
    abstract SourceSubscription<T> open(CoreSubscriber<? super T> actual);

    @Override
    public final void subscribe(CoreSubscriber<? super T> actual) {
        SourceSubscription<T> subscription;
        try {
            subscription = open(actual);
        } catch (RuntimeException | OutOfMemoryError refused) { // the latter also for want of a thread
            Operators.error(actual, refused);
            return;
        }
        actual.onSubscribe(subscription);
        subscription.start();
    }
}
