package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * What the subscriptions to a System V queue's messages have in common: demand, and signals by whoever owns the subscription,
 * which is one thread at a time.
 */
abstract class SysvSubscription implements SourceSubscription {
    private static final AtomicLongFieldUpdater<SysvSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(SysvSubscription.class, "requested");

    final SysvMessageQueue queue;
    final TypeSelector selector;
    private final CoreSubscriber<? super SysvMessage> actual;

    private volatile long requested;
    private volatile @Nullable Throwable badRequest;
    volatile boolean cancelled;

    /** The owner's. */
    private boolean done;

    SysvSubscription(CoreSubscriber<? super SysvMessage> actual, SysvMessageQueue queue, TypeSelector selector) {
        this.actual = actual;
        this.queue = queue;
        this.selector = selector;
    }

    /** There is demand, or a bad request. On any thread. */
    abstract void asked();

    /** It has ended in some way. By the owner, once. */
    void letGo() {}

    @Override
    public final void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        asked();
    }

    final boolean hasDemand() {
        return requested > 0;
    }

    final @Nullable Throwable badRequest() {
        return badRequest;
    }

    final boolean isDone() {
        return done;
    }

    /** Emits one message, which there must be demand for; or discards it where nobody wants it any more. */
    final void emit(SysvMessage message) {
        if (cancelled) {
            Operators.onDiscard(message, actual.currentContext());
            finish();
            return;
        }
        Operators.produced(REQUESTED, this, 1);
        try {
            actual.onNext(message);
        } catch (Throwable broken) {
            cancelled = true; // a subscriber that throws counts as one that has cancelled (rule 2.13)
            finish();
            throw broken;
        }
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

    final void failClosedBefore() {
        fail(new ClosedHandleException("msgrcv", queue.name(), "The queue was closed before."));
    }

    /** Lets go of everything. Returns true if the subscriber is still to be told the end. */
    final boolean finish() {
        if (done) {
            return false;
        }
        done = true;
        letGo();
        return !cancelled;
    }
}
