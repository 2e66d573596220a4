package io.sluice.reactor;

import io.sluice.testing.Bounds;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A bare subscriber: it asks for what the test says, and keeps its signals and what was discarded. */
public final class Probe<T> implements CoreSubscriber<T> {
    private static final long SPIN_NANOS = 1_000_000;

    private final long firstRequest;
    private final BiConsumer<Probe<T>, T> onNext;
    private final Queue<T> received = new ConcurrentLinkedQueue<>();
    private final Queue<Object> discarded = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Subscription subscription;
    private volatile Throwable error;

    private Probe(long firstRequest, BiConsumer<Probe<T>, T> onNext) {
        this.firstRequest = firstRequest;
        this.onNext = onNext;
    }

    public static <T> Probe<T> of(Publisher<T> publisher, long firstRequest) {
        return of(publisher, firstRequest, (probe, element) -> {});
    }

    /** Calls {@code onNext} behind each element that was kept. */
    public static <T> Probe<T> of(Publisher<T> publisher, long firstRequest, BiConsumer<Probe<T>, T> onNext) {
        Probe<T> probe = new Probe<>(firstRequest, onNext);
        publisher.subscribe(probe);
        return probe;
    }

    /** To be given its subscription by the test. */
    public static <T> Probe<T> unsubscribed(long firstRequest) {
        return new Probe<>(firstRequest, (probe, element) -> {});
    }

    @Override
    public Context currentContext() {
        return Operators.enableOnDiscard(Context.empty(), discarded::add);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (firstRequest != 0) {
            given.request(firstRequest);
        }
    }

    @Override
    public void onNext(T element) {
        received.add(element);
        onNext.accept(this, element);
    }

    @Override
    public void onError(Throwable cause) {
        error = cause;
        ends.incrementAndGet();
    }

    @Override
    public void onComplete() {
        ends.incrementAndGet();
    }

    public boolean isSubscribed() {
        return subscription != null;
    }

    public void request(long n) {
        subscription.request(n);
    }

    public void cancel() {
        subscription.cancel();
    }

    public List<T> received() {
        return List.copyOf(received);
    }

    public List<Object> discarded() {
        return List.copyOf(discarded);
    }

    public int receivedCount() {
        return received.size();
    }

    public boolean hasEnded() {
        return ends.get() > 0;
    }

    public Throwable error() {
        return error;
    }

    /** How many terminal signals came; never more than one. */
    public int ends() {
        return ends.get();
    }

    public void awaitReceived(int count) {
        Bounds.await(count + " elements").until(() -> received.size() >= count);
    }

    /** Waits for the end; returns the error, or null if it completed. */
    public Throwable awaitEnd() {
        long soon = System.nanoTime() + SPIN_NANOS; // most ends are a matter of microseconds, and some tests have many
        while (!hasEnded() && System.nanoTime() - soon < 0) {
            Thread.onSpinWait();
        }
        Bounds.await("the end of the stream").until(this::hasEnded);
        return error;
    }

    /** The same without a pause between two looks. */
    public void awaitEndSpinning() {
        Bounds.awaitSpinning("the end of the stream", this::hasEnded);
    }
}
