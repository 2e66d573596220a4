package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to what a descriptor brings. Everything happens on the event loop's thread, but for {@link #request}
 * and {@link #cancel}, which only leave word there.
 *
 * <p>Whoever extends this takes out of the kernel what there is demand for in {@link #takeWhatIsAskedFor()}, and says there
 * what to wait for.
 *
 * @param <T> what is emitted
 */
@SuppressWarnings("rawtypes") // the field updaters know the class without its parameter
abstract class LoopSubscription<T> implements SourceSubscription, ReadinessHandler, Runnable {
    private static final AtomicLongFieldUpdater<LoopSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(LoopSubscription.class, "requested");
    private static final AtomicIntegerFieldUpdater<LoopSubscription> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(LoopSubscription.class, "scheduled");

    private final CoreSubscriber<? super T> actual;
    private final EventLoop loop;
    private final Pollable pollable;

    private volatile long requested;
    /** 1 while a run of this on the loop is due. It is, from the beginning, until {@link #start()}. */
    private volatile int scheduled = 1;

    private volatile boolean cancelled;
    private volatile @Nullable Throwable badRequest;

    // On the loop's thread only.
    private @Nullable Registration registration;
    private @Nullable Timeout nextLook;
    private boolean done;

    LoopSubscription(CoreSubscriber<? super T> actual, EventLoop loop, Pollable pollable) {
        this.actual = actual;
        this.loop = loop;
        this.pollable = pollable;
    }

    /**
     * Takes what there is demand for, with {@link #emit}, and ends with {@link #await} where there is more demand than
     * elements. A refusal of the kernel goes to {@link #refused}; it throws only what a subscriber threw.
     */
    abstract void takeWhatIsAskedFor();

    /** False while something else will call {@link #drain()} and no element may be taken meanwhile. */
    boolean mayTake() {
        return true;
    }

    /** Cancelled: what was begun is to be called back before this returns. On any thread, once. */
    void callBack() {}

    /** The stream has ended in some way. On the loop's thread, once; or on another where the loop has ended before. */
    void letGo() {}

    @Override
    public void start() {
        onLoop(this);
    }

    /** Begins with the end. */
    void startFailed(Throwable cause) {
        onLoop(() -> fail(cause));
    }

    @Override
    public final void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        schedule();
    }

    @Override
    public final void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        callBack();
        schedule();
    }

    /** Leaves word to look at this again, once. From any thread. */
    final void schedule() {
        if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
            try {
                onLoop(this);
            } catch (OutOfMemoryError noRoomForTheTask) {
                scheduled = 0; // or it would never be looked at again
                throw noRoomForTheTask;
            }
        }
    }

    /** A closed loop emits nothing any more, except this one word: that it is closed. */
    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            fail(closed);
        }
    }

    @Override
    public final void run() {
        scheduled = 0;
        drain();
    }

    @Override
    public final void onReady() {
        if (requested == 0 && registration != null && !awaitsWithoutDemand()) {
            // Only now, and not when the demand ended: the next portion of it often comes before the next element.
            registration.interest(Interest.NONE);
        }
        drain();
    }

    /** True where readiness is to be heard of even while nobody wants an element. */
    boolean awaitsWithoutDemand() {
        return false;
    }

    @Override
    public final void onClosed(@Nullable Throwable cause) {
        registration = null;
        if (cause == null) {
            complete();
        } else {
            fail(cause);
        }
    }

    final void drain() {
        if (done) {
            return;
        }
        if (cancelled) {
            finish();
            return;
        }
        Throwable bad = badRequest;
        if (bad != null) {
            fail(bad);
            return;
        }
        if (mayTake()) {
            try {
                // Whether there is demand or not: the end of the descriptor and that of the loop are told in any case.
                registered();
                takeWhatIsAskedFor();
            } catch (OutOfMemoryError shortage) {
                if (done) {
                    throw shortage; // the subscriber's own
                }
                fail(shortage);
            }
        }
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
        Throwable bad = badRequest;
        if (cancelled) {
            finish();
        } else if (bad != null) {
            fail(bad);
        }
    }

    /** Says what to wait for. */
    final void await(Interest interest) {
        registered().interest(interest);
    }

    /** Comes back in the loop's next round, when the other descriptors had their turn. */
    final void lookAgain() {
        if (nextLook == null) {
            nextLook = loop.schedule(0, this::look);
        }
    }

    private void look() {
        nextLook = null;
        drain();
    }

    private Registration registered() {
        Registration known = registration;
        if (known == null) {
            known = loop.register(pollable, this);
            registration = known;
        }
        return known;
    }

    @Override
    public final String toString() {
        return "subscription of " + SubscriberNames.of(actual) + " to " + pollable;
    }

    final EventLoop loop() {
        return loop;
    }

    final long requested() {
        return requested;
    }

    /** Whether to take another element. To be asked before each one, so that none is taken after a cancel. */
    final boolean hasDemand() {
        return !done && !cancelled && requested > 0;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    final boolean isDone() {
        return done;
    }

    /** Ends with the answer to a call: a handle that was closed is the regular end. */
    final void refused(ErrnoException cause) {
        if (cause instanceof ClosedHandleException) {
            complete();
        } else {
            fail(cause);
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

    /** Lets go of everything. Returns true if the subscriber is still to be told the end. */
    private boolean finish() {
        if (done) {
            return false;
        }
        done = true;
        Registration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
        Timeout look = nextLook;
        if (look != null) {
            nextLook = null;
            look.cancel();
        }
        letGo();
        return !cancelled;
    }
}
