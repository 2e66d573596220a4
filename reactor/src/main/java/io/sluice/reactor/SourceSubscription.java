package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to a {@link SourceFlux}: demand, the cancel, and signals by whoever owns it, which is one thread at a
 * time. {@link #request} and {@link #cancel} come from any thread and only leave word.
 *
 * @param <T> what is emitted
 */
@SuppressWarnings("rawtypes") // the field updater knows the class without its parameter
abstract class SourceSubscription<T> implements Subscription {
    private static final AtomicLongFieldUpdater<SourceSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(SourceSubscription.class, "requested");

    final CoreSubscriber<? super T> actual;

    private volatile long requested;
    private volatile boolean cancelled;
    private volatile @Nullable Throwable badRequest;

    /** The owner's. */
    private boolean done;

    SourceSubscription(CoreSubscriber<? super T> actual) {
        this.actual = actual;
    }

    /** Begins to emit. Not before {@code onSubscribe} has returned, for signals come one after the other. */
    abstract void start();

    /** There is demand, a bad request or a cancel that the owner has not seen. On any thread. */
    abstract void leaveWord();

    /** Cancelled: what was begun is to be called back before this returns. On any thread. */
    void callBack() {}

    /** The stream has ended in some way: everything is to be let go of. By the owner, once. */
    void ended() {}

    @Override
    public final void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        leaveWord();
    }

    @Override
    public final void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        callBack();
        leaveWord();
    }

    final long requested() {
        return requested;
    }

    /** Whether to take another element. The owner asks before each one, so that none is taken after a cancel. */
    final boolean hasDemand() {
        return !done && !cancelled && requested > 0;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    final @Nullable Throwable badRequest() {
        return badRequest;
    }

    final boolean isDone() {
        return done;
    }

    /** Ends it where whoever has subscribed wants that. Returns whether it has ended, in this way or before. */
    final boolean endIfAsked() {
        Throwable bad = badRequest;
        if (cancelled) {
            finish();
        } else if (bad != null) {
            fail(bad);
        }
        return done;
    }

    /** Emits one element, which there must be demand for; or discards it where nobody wants it any more. */
    final void emit(T element) {
        if (done || cancelled) {
            Operators.onDiscard(element, actual.currentContext());
            finish();
            return;
        }
        Operators.produced(REQUESTED, this, 1);
        try {
            actual.onNext(element);
        } catch (Throwable broken) {
            cancelled = true; // a subscriber that throws counts as one that has cancelled (rule 2.13)
            finish();
            throw broken;
        }
        endIfAsked();
    }

    final void complete() {
        if (finish()) {
            actual.onComplete();
        }
    }

    final void fail(Throwable cause) {
        if (finish()) {
            actual.onError(cause);
        }
    }

    /** Ends with what a call has thrown: a handle that was closed is the regular end. */
    final void refused(Throwable cause) {
        if (cause instanceof ClosedHandleException) {
            complete();
        } else {
            fail(cause);
        }
    }

    /** Returns true if the subscriber is still to be told the end. */
    private boolean finish() {
        if (done) {
            return false;
        }
        done = true;
        ended();
        return !cancelled;
    }
}
