package io.sluice.reactor.internal.source;

import io.sluice.errno.ClosedHandleException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * What a stream and its subscriber say to each other. Demand, cancel and stop come from any thread and only wake the owner
 * up. Signals come from the owner, which is one thread at a time.
 *
 * <p>The owner takes each element in {@link #tryTake}. A cancel and a stop wait for that call, which does not block: when they
 * have returned, nothing is taken any more.
 *
 * @param <T> the type of the elements
 */
// States and events: docs/states/downstream.md
@SuppressWarnings("rawtypes") // the field updaters know the class without its parameter
public final class Downstream<T> implements Subscription {
    private static final AtomicLongFieldUpdater<Downstream> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(Downstream.class, "requested");

    private static final AtomicIntegerFieldUpdater<Downstream> DONE =
            AtomicIntegerFieldUpdater.newUpdater(Downstream.class, "done");

    private static final AtomicReferenceFieldUpdater<Downstream, @Nullable Thread> TAKING =
            AtomicReferenceFieldUpdater.newUpdater(Downstream.class, Thread.class, "taking");

    /** What takes the elements of one stream. */
    public interface Owner {
        /** There is demand, a bad request, a cancel or a stop to look at. On any thread. */
        void wakeUp();

        /** Cancelled or stopped: what waits in the kernel has left it when this returns. On any thread. */
        default void interrupt() {}

        /** The stream has ended: everything it holds is released. By the owner, once. */
        void release();
    }

    private final CoreSubscriber<? super T> actual;
    private final Owner owner;

    private volatile long requested;
    private volatile boolean cancelled;
    private volatile boolean stopped;
    /** The owner's thread while it is inside a call that may take an element. */
    private volatile @Nullable Thread taking;

    private volatile @Nullable Throwable badRequest;
    /** 1 once the stream has ended. Where the owner's event loop is closed, several threads may come to end it. */
    private volatile int done;

    private volatile @Nullable StopSwitch stopSwitch;
    /** Null where nothing is recorded. Set before {@code onSubscribe}. */
    private @Nullable StreamMeter<? super T> meter;

    /** A stream that nobody owns yet: its owner signals when {@code onSubscribe} has returned, and not before. */
    public Downstream(CoreSubscriber<? super T> actual, Owner owner) {
        this.actual = actual;
        this.owner = owner;
    }

    /** Lets a switch stop this stream, together with others. Before {@code onSubscribe}. */
    void stoppedBy(StopSwitch given) {
        stopSwitch = given;
        given.add(this);
    }

    /** Records what this stream does. Before {@code onSubscribe}. */
    void recordedBy(@Nullable StreamMeter<? super T> given) {
        meter = given;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = BadRequest.of(n);
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        owner.wakeUp();
    }

    @Override
    public void cancel() {
        cancelled = true;
        endTaking();
    }

    /** Ends the stream with a completion. What was taken is delivered first, and nothing more is taken. On any thread. */
    public void stop() {
        stopped = true;
        endTaking();
    }

    /** Each cancel and each stop waits: an earlier one, on another thread, may be waiting still. */
    private void endTaking() {
        owner.interrupt();
        awaitTake();
        owner.wakeUp();
    }

    /** The call under way does not block, and no subscriber runs inside it. A decoder does, which may end the stream itself. */
    private void awaitTake() {
        for (Thread other = taking; other != null && !other.equals(Thread.currentThread()); other = taking) {
            Thread.onSpinWait();
        }
    }

    private boolean beginTake() {
        taking = Thread.currentThread(); // before the look at the flags: a cancel sees this, or this sees the cancel
        if (cancelled || stopped) {
            endTake();
            return false;
        }
        return true;
    }

    private void endTake() {
        TAKING.lazySet(this, null); // a release is enough, and costs no fence
    }

    /**
     * Takes one element by a call that does not wait. What it throws ends the stream.
     *
     * @return null if there was none, or none may be taken any more, or the stream has ended
     */
    @Nullable
    T tryTake(Supplier<? extends @Nullable T> call) {
        if (!beginTake()) {
            return null;
        }
        Throwable refused;
        try {
            return call.get();
        } catch (RuntimeException | OutOfMemoryError cause) {
            refused = cause;
        } finally {
            endTake();
        }
        refused(refused);
        return null;
    }

    /** How many elements the subscriber has asked for and not received. */
    public long requested() {
        return requested;
    }

    /** Whether to take another element. */
    public boolean hasDemand() {
        return requested > 0 && !isToEnd() && done == 0;
    }

    /** Whether the subscriber has cancelled. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Whether something waits for the owner that ends the stream: a cancel, a stop or a bad request. */
    public boolean isToEnd() {
        return cancelled || stopped || badRequest != null;
    }

    /** Whether the stream has ended in some way. */
    public boolean isDone() {
        return done != 0;
    }

    /** Ends the stream where {@link #isToEnd()}. The owner has nothing in hand. Returns whether it has ended, now or before. */
    public boolean endIfAsked() {
        if (isToEnd() && done == 0) {
            Throwable bad = badRequest;
            if (cancelled) {
                finish(null);
            } else if (bad != null) {
                fail(bad);
            } else {
                complete();
            }
        }
        return done != 0;
    }

    /**
     * Emits one element that there is demand for.
     *
     * @return false if nobody wants it any more; then the caller still has it
     */
    public boolean emit(T element) {
        if (cancelled || done != 0) {
            return false;
        }
        Operators.produced(REQUESTED, this, 1);
        StreamMeter<? super T> recording = meter;
        try {
            if (recording == null) {
                actual.onNext(element);
            } else {
                recording.emit(actual, element);
            }
        } catch (Throwable broken) {
            cancelled = true; // a subscriber that throws counts as one that has cancelled (rule 2.13)
            finish(null);
            throw broken;
        }
        return true;
    }

    /** Emits one element that has left the kernel, or gives it to the discard hook where nobody wants it any more. */
    public void emitOrDiscard(T element) {
        if (!emit(element)) {
            StreamMeter<? super T> recording = meter;
            if (recording != null) {
                recording.discarded();
            }
            Operators.onDiscard(element, actual.currentContext());
        }
    }

    /** Ends the stream with a completion. */
    public void complete() {
        if (finish(null)) {
            actual.onComplete();
        }
    }

    /** Ends the stream with an error. */
    public void fail(Throwable cause) {
        if (finish(cause)) {
            actual.onError(cause);
        }
    }

    /** Ends the stream with what a call has thrown: a handle that was closed is the regular end. */
    void refused(Throwable cause) {
        if (cause instanceof ClosedHandleException) {
            complete();
        } else {
            fail(cause);
        }
    }

    /** Returns true if the subscriber is still to be notified of the end. */
    private boolean finish(@Nullable Throwable cause) {
        if (!DONE.compareAndSet(this, 0, 1)) {
            return false;
        }
        StopSwitch known = stopSwitch;
        if (known != null) {
            known.remove(this);
        }
        try {
            owner.release();
        } catch (OutOfMemoryError noRoom) {
            Uncaught.report(noRoom); // the subscriber learns of the end all the same
        }
        StreamMeter<? super T> recording = meter;
        if (recording != null) {
            recording.ended(cancelled ? null : cause);
        }
        return !cancelled;
    }

    /** The subscriber. */
    public CoreSubscriber<? super T> actual() {
        return actual;
    }

    /** Names the subscriber, for whoever has to find it. */
    @Override
    public String toString() {
        return SubscriberNames.of(actual);
    }
}
