package io.sluice.reactor.internal.queue;

import io.sluice.blocking.KernelWait;
import io.sluice.epoll.Timeout;
import io.sluice.reactor.internal.source.SubscriberNames;
import io.sluice.reactor.internal.source.Uncaught;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One operation with exactly one outcome. It is passive: an {@link OperationQueue} attempts it, and its state says who may
 * end it.
 *
 * <p>The queue begins each attempt with {@link #beginAttempt()}. So a cancel either comes first, and then the operation
 * never has an effect, or it comes later, and then it waits for the attempt or interrupts the wait.
 *
 * @param <M> what it carries
 */
// States and events: docs/states/operation.md
public abstract class Operation<M> implements Runnable {
    /** In the queue, or not even there yet. Anyone may end it. */
    private static final int QUEUED = 0;
    /** The event loop is inside a call that does not wait. */
    private static final int ATTEMPTING = 1;
    /** A wait in the kernel is being prepared, which may take milliseconds. A cancel ends the operation and the wait never begins. */
    private static final int STARTING = 2;
    /** A thread waits in the kernel. */
    private static final int BLOCKED = 3;
    /** It has its outcome. */
    private static final int ENDED = 4;

    /** The {@link #place} of one that has not come into the queue. */
    static final long NOWHERE = -1;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Operation> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Operation.class, "state");

    private final OperationQueue<M> queue;
    private final M message;
    private final Limit limit;
    private final @Nullable OperationGroup<M> group;
    /** On the monotonic clock; not read where the limit does not need it. */
    private final long startNanos;

    private volatile int state = QUEUED;
    private volatile @Nullable KernelWait wait;

    // On the event loop's thread only, by the queue.
    @Nullable
    Operation<M> next;

    @Nullable
    Operation<M> previous;

    boolean linked;
    boolean timedOut;
    /** Its number in its group. */
    long place = NOWHERE;

    @Nullable
    Timeout timeout;

    /** When it began to wait, on the monotonic clock; 0 where it does not, or nothing is recorded. */
    long waitBegun;

    /** An operation for {@link OperationQueue#submit} that belongs to no group. */
    protected Operation(OperationQueue<M> queue, M message, Limit limit) {
        this(queue, message, limit, null);
    }

    /** An operation for {@link OperationQueue#submit}; with the group it belongs to, if any. */
    Operation(OperationQueue<M> queue, M message, Limit limit, @Nullable OperationGroup<M> group) {
        this.queue = queue;
        this.message = message;
        this.limit = limit;
        this.group = group;
        startNanos = limit.nanos() == Limit.NEVER ? 0 : System.nanoTime();
    }

    /** It had its effect. On the event loop's thread; after a wait in the kernel, where it allows that, on the waiting thread. */
    protected abstract void succeeded();

    /** Whether its success may be signalled on the waiting thread. */
    boolean succeedsAnywhere() {
        return false;
    }

    /** It had no effect and will have none. On the event loop's thread. */
    protected abstract void failed(Throwable cause);

    /** It had no effect because nobody wants it any more. On any thread. */
    protected abstract void dropped();

    /** Whoever waits for the outcome. */
    protected abstract CoreSubscriber<?> subscriber();

    /** Signals the outcome; a subscriber that throws must not hold up the queue. */
    final void signalSuccess() {
        queue.intake.entered(); // it is ahead of nobody any more
        recordDone();
        try {
            succeeded();
        } catch (Throwable thrown) {
            Uncaught.report(thrown);
        }
    }

    /** Signals the outcome; a subscriber that throws must not hold up the queue. */
    final void signalFailure(Throwable cause) {
        queue.intake.entered(); // it is ahead of nobody any more
        recordFailure(cause);
        try {
            failed(cause);
        } catch (Throwable thrown) {
            Uncaught.report(thrown);
        }
    }

    /** Records its success. */
    final void recordDone() {
        OperationMeter<M> meter = queue.meter;
        if (meter != null) {
            meter.done(message);
        }
    }

    /** Records its failure. */
    final void recordFailure(Throwable cause) {
        OperationMeter<M> meter = queue.meter;
        if (meter != null) {
            meter.refused(cause);
        }
    }

    /** Records that nothing is left for one that does not wait. */
    final void recordNoneLeft() {
        OperationMeter<M> meter = queue.meter;
        if (meter != null) {
            meter.noneLeft();
        }
    }

    /** It was cancelled before it had its effect. On any thread. */
    final void drop() {
        OperationMeter<M> meter = queue.meter;
        if (meter != null) {
            meter.cancelled();
        }
        dropped();
    }

    /** The task of the loop that brings it into its queue. */
    @Override
    public final void run() {
        queue.arrived(this);
    }

    @Nullable
    OperationGroup<M> group() {
        return group;
    }

    M message() {
        return message;
    }

    Limit limit() {
        return limit;
    }

    /** How long it may still wait; 0 or less where the time is over. */
    long nanosLeft() {
        Instant deadline = limit.deadline();
        if (deadline != null) {
            return Limit.nanosUntil(deadline);
        }
        return limit.nanos() == Limit.NEVER ? Limit.NEVER : limit.nanos() - (System.nanoTime() - startNanos);
    }

    boolean hasEnded() {
        return state == ENDED;
    }

    /** Whether a thread waits in the kernel, or is about to. */
    boolean isBlocked() {
        int now = state;
        return now == BLOCKED || now == STARTING;
    }

    /** Begins an attempt. False if the operation has ended, which it also does here when its group was abandoned. */
    boolean beginAttempt() {
        if (!STATE.compareAndSet(this, QUEUED, ATTEMPTING)) {
            return false;
        }
        if (group != null && !group.beginAttempt(this)) {
            state = ENDED;
            drop();
            return false;
        }
        return true;
    }

    /** Ends an attempt without an outcome. */
    void endAttempt() {
        state = QUEUED;
    }

    /** Ends an attempt with the outcome. */
    void end() {
        state = ENDED;
    }

    /** Goes on from an attempt to the preparation of a wait in the kernel. */
    void beginStart() {
        state = STARTING;
    }

    /** The wait is known and has not begun. Where the operation was cancelled meanwhile, it never will. */
    void waitKnown(KernelWait known) {
        wait = known;
        if (!STATE.compareAndSet(this, STARTING, BLOCKED)) {
            known.interrupt();
        }
    }

    /** The preparation was refused. False if the operation was cancelled meanwhile. */
    boolean startRefused() {
        wait = null;
        return STATE.compareAndSet(this, STARTING, QUEUED) || STATE.compareAndSet(this, BLOCKED, QUEUED);
    }

    /** Ends the wait in the kernel; false if the operation was cancelled meanwhile. */
    boolean endWait() {
        return STATE.compareAndSet(this, BLOCKED, ENDED);
    }

    /** Goes back from a wait that had no effect; false if the operation was cancelled meanwhile. */
    boolean leaveWait() {
        return STATE.compareAndSet(this, BLOCKED, QUEUED);
    }

    /** Ends it while it is queued; false if it has an outcome, or may get one from the kernel. */
    boolean endQueued() {
        return STATE.compareAndSet(this, QUEUED, ENDED);
    }

    /** Fails it while it is queued. */
    void failQueued(Throwable cause) {
        if (endQueued()) {
            signalFailure(cause);
        }
    }

    /** Its time is over in the kernel; a deadline on the wall clock is kept by the kernel itself. */
    void timeOutInKernel() {
        if (limit.deadline() == null) {
            timedOut = true;
            interruptWait();
        }
    }

    /** Asks the waiting thread to leave the kernel soon. */
    void interruptWait() {
        KernelWait waiting = wait;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /**
     * Makes sure that it has no effect from the return of this method on. From any thread; waits for as long as a call that
     * does not block takes, or a waiting thread to leave the kernel.
     */
    public final void cancelOperation() {
        boolean decided = false;
        while (!decided) {
            switch (state) {
                case QUEUED -> {
                    decided = endQueued();
                    if (decided) {
                        drop();
                        queue.removeSoon(this);
                    }
                }
                // The wait that is being prepared will find this, and end without an effect.
                case STARTING -> decided = STATE.compareAndSet(this, STARTING, ENDED);
                case BLOCKED -> {
                    KernelWait waiting = wait;
                    if (waiting != null) {
                        waiting.interruptAndAwait();
                    }
                    // The queue learns from the waiting thread how the wait ended.
                    decided = endWait() || state == ENDED;
                }
                case ENDED -> decided = true;
                default -> awaitAttempt();
            }
        }
    }

    /** The call under way does not wait, and is repeated for some microseconds at the most. */
    private void awaitAttempt() {
        while (state == ATTEMPTING) {
            Thread.onSpinWait();
        }
    }

    @Override
    public String toString() {
        return "operation of " + SubscriberNames.of(subscriber()) + " on " + queue.target();
    }
}
