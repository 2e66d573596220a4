package io.sluice.trial.exhaustion;

import io.sluice.testing.Bounds;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Asks for nothing by itself, and keeps its signals. Made before the shortage, in which there is no room for it. */
final class Collector<T> extends BaseSubscriber<T> {
    private final Queue<T> received = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> error = new AtomicReference<>();

    static <T> Collector<T> of(Publisher<T> publisher) {
        Collector<T> collector = new Collector<>();
        publisher.subscribe(collector);
        return collector;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        // Demand comes later.
    }

    @Override
    protected void hookOnNext(T element) {
        received.add(element);
    }

    @Override
    protected void hookOnError(Throwable cause) {
        error.set(cause);
    }

    boolean hasOutcome() {
        return !received.isEmpty() || error.get() != null;
    }

    List<T> received() {
        return List.copyOf(received);
    }

    Throwable awaitError() {
        Bounds.awaitSpinning("error", () -> error.get() != null);
        return error.get();
    }

    List<T> awaitReceived(int count) {
        Bounds.await(count + " elements, and no " + error).until(() -> received.size() >= count || error.get() != null);
        return List.copyOf(received);
    }
}
