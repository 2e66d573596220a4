package io.sluice.benchmarks.worker;

import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Subscribes to one publisher after the other, each of which completes at once, and makes no object. */
final class AtOnce<T> implements CoreSubscriber<T> {
    private final Consumer<T> taker;
    private int completed;

    AtOnce(Consumer<T> taker) {
        this.taker = taker;
    }

    void awaitFrom(Publisher<T> publisher) {
        int before = completed;
        publisher.subscribe(this);
        if (completed != before + 1) {
            throw new IllegalStateException("it did not complete at once");
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T element) {
        taker.accept(element);
    }

    @Override
    public void onError(Throwable cause) {
        throw new IllegalStateException(cause);
    }

    @Override
    public void onComplete() {
        completed++;
    }
}
