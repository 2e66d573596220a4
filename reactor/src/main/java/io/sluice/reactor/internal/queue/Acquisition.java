package io.sluice.reactor.internal.queue;

import io.sluice.reactor.internal.source.BadRequest;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/**
 * One subscription that acquires something once, and with demand only. What it acquires is given back once at the most:
 * where it was cancelled meanwhile, or by {@link #giveBack()}.
 *
 * @param <M> what says what to acquire
 */
// States and events: docs/states/acquisition.md
abstract class Acquisition<M> extends Operation<M> implements Subscription {
    /** Nobody has asked for it. */
    private static final int NOT_ASKED = 0;
    /** It is attempted, or waits. */
    private static final int ACQUIRING = 1;
    /** It was acquired. */
    private static final int HELD = 2;
    /** It has failed, was given back, or was cancelled before anybody had asked for it. */
    private static final int OVER = 3;
    /** It was cancelled while it was acquired. The operation may be under way still, and the first cancel wait for that. */
    private static final int CANCELLED = 4;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Acquisition> HOLD =
            AtomicIntegerFieldUpdater.newUpdater(Acquisition.class, "hold");

    private final AcquireLine<M> line;
    private volatile int hold = NOT_ASKED;

    Acquisition(AcquireLine<M> line, M message, Limit limit) {
        super(line.operations(), message, limit);
        this.line = line;
    }

    /** It was acquired. On the thread that asked, on the one that waited in the kernel, or on the event loop's. */
    abstract void acquired();

    /** It was not acquired and will not be. On the thread that asked, or on the event loop's. */
    abstract void refused(Throwable cause);

    /** Nothing is left, and it does not wait. On the thread that asked. */
    abstract void noneLeft();

    /** Begins the subscription. Where nothing can be acquired any more, it ends without demand. */
    final void start() {
        subscriber().onSubscribe(this);
        Throwable end = line.target().ended();
        if (end != null && HOLD.compareAndSet(this, NOT_ASKED, OVER)) {
            recordFailure(end);
            refused(end);
        }
    }

    /** Begins to acquire, at the first call. */
    final void acquire() {
        if (hold != NOT_ASKED || !HOLD.compareAndSet(this, NOT_ASKED, ACQUIRING)) {
            return;
        }
        if (!beginAttempt()) {
            return; // it was cancelled meanwhile: from now on, a cancel waits for the attempt
        }
        boolean atOnce;
        try {
            atOnce = line.tryNow(message());
        } catch (RuntimeException | Error failure) {
            end();
            recordFailure(failure);
            failed(failure);
            return;
        }
        if (atOnce) {
            end();
            recordDone();
            succeeded();
        } else if (!limit().immediate()) {
            endAttempt();
            line.operations().submit(this);
        } else {
            end();
            if (HOLD.compareAndSet(this, ACQUIRING, OVER)) {
                recordNoneLeft();
                noneLeft();
            } else {
                drop(); // it was cancelled meanwhile
            }
        }
    }

    @Override
    final boolean succeedsAnywhere() {
        return true;
    }

    @Override
    protected final void succeeded() {
        if (HOLD.compareAndSet(this, ACQUIRING, HELD)) {
            acquired();
        } else {
            undoUnseen(); // it was cancelled meanwhile
        }
    }

    @Override
    protected final void failed(Throwable cause) {
        if (HOLD.compareAndSet(this, ACQUIRING, OVER)) {
            refused(cause);
        }
    }

    @Override
    protected final void dropped() {
        // The subscriber has cancelled it and knows.
    }

    /** Gives back what is held; does nothing where nothing is. */
    final void giveBack() {
        if (HOLD.compareAndSet(this, HELD, OVER)) {
            undo();
        }
    }

    /** The same where nobody is left to learn of an error. */
    final void giveBackUnseen() {
        if (HOLD.compareAndSet(this, HELD, OVER)) {
            undoUnseen();
        }
    }

    private void undoUnseen() {
        try {
            undo();
        } catch (RuntimeException refused) {
            Operators.onErrorDropped(refused, subscriber().currentContext());
        }
    }

    /** Nobody tries again where this fails, so a heap without room for the call is no reason to give up. */
    private void undo() {
        boolean undone = false;
        while (!undone) {
            try {
                line.target().undo(message());
                undone = true;
            } catch (OutOfMemoryError noRoom) {
                undone = false; // no call was made; each failure waits for a garbage collection, so this loop does not
                // spin
            }
        }
    }

    /** Acquires nothing from the return of this method on, unless it has before. */
    final void cancelAcquiring() {
        if (HOLD.compareAndSet(this, NOT_ASKED, OVER)) {
            return;
        }
        if (HOLD.compareAndSet(this, ACQUIRING, CANCELLED) || hold == CANCELLED) {
            cancelOperation(); // each cancel waits: an earlier one, on another thread, may be waiting still
        }
    }

    /** Ends with an error for a request that breaks a rule, unless it was acquired before. */
    final void badRequest(long n) {
        boolean acquiring = HOLD.compareAndSet(this, ACQUIRING, CANCELLED);
        if (acquiring) {
            cancelOperation();
        }
        if (acquiring || HOLD.compareAndSet(this, NOT_ASKED, OVER)) {
            refused(BadRequest.of(n));
        }
    }
}
