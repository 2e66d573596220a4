package io.sluice.reactor.internal.codec;

import io.sluice.reactor.codec.Undecodable;
import io.sluice.reactor.codec.WhenUndecodable;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Asks its source for one message at a time, while there is demand and no dead letter is on its way. Requests, the source and the
 * dead letter come on different threads: whoever comes first looks at the state until nobody else has come.
 */
@SuppressWarnings("rawtypes") // the field updaters know the class without its parameters
final class DeadLetterSubscription<M, E, T> implements CoreSubscriber<E>, Subscription {
    private static final AtomicLongFieldUpdater<DeadLetterSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(DeadLetterSubscription.class, "requested");

    private static final AtomicIntegerFieldUpdater<DeadLetterSubscription> ARRIVALS =
            AtomicIntegerFieldUpdater.newUpdater(DeadLetterSubscription.class, "arrivals");

    private final CoreSubscriber<? super T> actual;
    private final Function<? super E, Object> decode;
    private final WhenUndecodable<M> whenUndecodable;

    private volatile @Nullable Subscription source;
    private volatile long requested;
    /** How many calls have come since the state was looked at. */
    @SuppressWarnings("UnusedVariable") // read through its updater
    private volatile int arrivals;

    /** Whether the source was asked for a message and has not given it yet. */
    private volatile boolean asked;
    /** The dead letter that is on its way. */
    private volatile @Nullable DeadLetter letter;

    private volatile boolean sourceEnded;
    /** Why the stream is to fail: of the source when nothing is under way any more, of a dead letter at once. */
    private volatile @Nullable Throwable sourceError;

    private volatile @Nullable Refusal refusal;
    private volatile boolean cancelled;
    /** Whether the subscriber knows the end. Only whoever looks at the state reads and writes it. */
    private boolean ended;

    DeadLetterSubscription(
            CoreSubscriber<? super T> actual, Function<? super E, Object> decode, WhenUndecodable<M> whenUndecodable) {
        this.actual = actual;
        this.decode = decode;
        this.whenUndecodable = whenUndecodable;
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (Operators.validate(source, given)) {
            source = given;
            actual.onSubscribe(this);
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            known().request(n); // the source knows what to say to that
            return;
        }
        Operators.addCap(REQUESTED, this, n);
        proceed();
    }

    @Override
    public void cancel() {
        cancelled = true;
        known().cancel();
        DeadLetter sent = letter;
        if (sent != null) {
            sent.cancel();
        }
    }

    private Subscription known() {
        Subscription known = source;
        if (known == null) {
            throw new IllegalStateException("there is no subscription yet");
        }
        return known;
    }

    @Override
    @SuppressWarnings("unchecked") // what is no Undecodable has come out of a codec of T
    public void onNext(E element) {
        if (cancelled || sourceEnded) {
            Operators.onDiscard(element, currentContext());
            return;
        }
        Object decoded = decode.apply(element);
        if (decoded instanceof Undecodable) {
            handle((Undecodable<M>) decoded);
        } else {
            Operators.produced(REQUESTED, this, 1);
            actual.onNext((T) decoded);
        }
        asked = false; // behind the element: the source is asked again when the subscriber has dealt with it
        proceed();
    }

    private void handle(Undecodable<M> undecodable) {
        Publisher<?> destination;
        try {
            destination = whenUndecodable.handle(undecodable);
        } catch (RuntimeException refused) {
            refusal = new Refusal(undecodable, refused);
            return;
        }
        if (destination == null) {
            return;
        }
        DeadLetter sent = new DeadLetter(this, undecodable);
        letter = sent;
        if (cancelled) { // behind the write: the cancel sees the letter, or this sees the cancel
            sent.cancel();
        } else {
            Subscriber<Object> subscriber = sent; // as this type: what a foreign publisher throws becomes its error
            Flux.from(destination).subscribe(subscriber);
        }
    }

    void letterArrived() {
        letter = null;
        proceed();
    }

    void letterRefused(Refusal why) {
        refusal = why;
        letter = null;
        proceed();
    }

    @Override
    public void onError(Throwable error) {
        sourceError = error;
        sourceEnded = true;
        proceed();
    }

    @Override
    public void onComplete() {
        sourceEnded = true;
        proceed();
    }

    private void proceed() {
        if (ARRIVALS.getAndIncrement(this) != 0) {
            return;
        }
        int seen = 1;
        do {
            if (!ended) {
                step();
            }
            seen = ARRIVALS.addAndGet(this, -seen);
        } while (seen != 0);
    }

    /**
     * Reads the fields in the opposite order of the writes. The others write a refusal before they take its letter away, and a letter
     * before its message counts as given: in another order, this could ask for the next message between two writes.
     */
    private void step() {
        boolean noneLeft = sourceEnded;
        boolean given = !asked;
        boolean sending = letter != null;
        Refusal refused = refusal;
        if (refused != null) {
            ended = true;
            refuse(refused);
        } else if (cancelled || sending) {
            return; // its end brings us here again
        } else if (noneLeft) {
            end(sourceError);
        } else if (given && requested > 0) {
            asked = true;
            known().request(1);
        }
    }

    private void refuse(Refusal refused) {
        if (cancelled) { // meanwhile: nobody else has the message
            Operators.onDiscard(refused.undecodable().message(), currentContext());
            Operators.onErrorDropped(refused.error(), currentContext());
        } else {
            known().cancel();
            actual.onError(refused.error());
        }
    }

    private void end(@Nullable Throwable error) {
        ended = true;
        if (error != null) {
            actual.onError(error);
        } else {
            actual.onComplete();
        }
    }
}
