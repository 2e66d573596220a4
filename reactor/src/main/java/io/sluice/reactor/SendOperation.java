package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.epoll.Timeout;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * One message on its way into a queue, with exactly one outcome.
 *
 * <p>Its state says who may end it. The event loop claims it before each attempt, so that whoever cancels it either comes
 * first, and then it is never sent, or waits for the attempt to end.
 */
abstract class SendOperation<M> implements Runnable {
    /** In line, or not even there yet. Anyone may end it. */
    private static final int QUEUED = 0;
    /** The event loop is inside a call, which does not wait. */
    private static final int ATTEMPTING = 1;
    /** A waiter's thread is in the kernel's own line. */
    private static final int IN_TURN = 2;
    /** It has its outcome. */
    private static final int ENDED = 3;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<SendOperation> STATE =
            AtomicIntegerFieldUpdater.newUpdater(SendOperation.class, "state");

    private final SendLine<M> line;
    private final M message;
    private final SendLimit limit;
    /** On the monotonic clock; not read where the limit does not need it. */
    private final long startNanos;

    private volatile int state = QUEUED;
    private volatile @Nullable KernelWait turn;

    // On the event loop's thread only, by the line.
    @Nullable
    SendOperation<M> next;

    @Nullable
    SendOperation<M> previous;

    boolean linked;
    boolean timedOut;

    @Nullable
    Timeout timeout;

    SendOperation(SendLine<M> line, M message, SendLimit limit) {
        this.line = line;
        this.message = message;
        this.limit = limit;
        startNanos = limit.nanos() == SendLimit.NEVER ? 0 : System.nanoTime();
    }

    /** The message is in the queue. On the event loop's thread. */
    abstract void sent();

    /** The message is not in the queue and will not be. On the event loop's thread. */
    abstract void failed(Throwable cause);

    /** The message was not sent because nobody wants it sent any more. On any thread. */
    abstract void dropped();

    abstract CoreSubscriber<?> subscriber();

    /** Tells the outcome; a subscriber that throws must not hold up the line. */
    final void tellSent() {
        try {
            sent();
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    /** Tells the outcome; a subscriber that throws must not hold up the line. */
    final void tellFailed(Throwable cause) {
        try {
            failed(cause);
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    private static void report(Throwable thrown) {
        try {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable ofTheHandler) {
            return; // ignored, as the JVM does: there is nobody left to tell
        }
    }

    /** Whether its outcome may come now: false behind an earlier one of its stream that has none yet. */
    boolean isNextToBeTold() {
        return true;
    }

    /** Whether nobody wants it sent any more, though it was not cancelled one by one. */
    boolean isAbandoned() {
        return false;
    }

    /** The task of the loop that brings it to its line. */
    @Override
    public final void run() {
        line.intake().arrived(this);
    }

    /** Gets into line. On the event loop's thread. */
    void enter() {
        line.enqueue(this);
    }

    M message() {
        return message;
    }

    SendLimit limit() {
        return limit;
    }

    /** How long it may still wait; 0 or less where the time is over. */
    long nanosLeft() {
        Instant deadline = limit.deadline();
        if (deadline != null) {
            return SendLimit.nanosUntil(deadline);
        }
        return limit.nanos() == SendLimit.NEVER ? SendLimit.NEVER : limit.nanos() - (System.nanoTime() - startNanos);
    }

    boolean hasEnded() {
        return state == ENDED;
    }

    boolean isInTurn() {
        return state == IN_TURN;
    }

    /** Begins an attempt. False if the operation has ended, which it also has when it is abandoned. */
    boolean claim() {
        if (!STATE.compareAndSet(this, QUEUED, ATTEMPTING)) {
            return false;
        }
        if (isAbandoned()) {
            state = ENDED;
            dropped();
            return false;
        }
        return true;
    }

    /** Ends an attempt without an outcome. */
    void unclaim() {
        state = QUEUED;
    }

    /** Ends an attempt with a turn in the kernel's line. */
    void turnBegan(KernelWait begun) {
        turn = begun;
        state = IN_TURN;
    }

    /** Ends the claimed operation. */
    void end() {
        state = ENDED;
    }

    /** Ends the turn; false if the operation was cancelled in it. */
    boolean endTurn() {
        return STATE.compareAndSet(this, IN_TURN, ENDED);
    }

    /** Ends it while it is in line; false if it has an outcome, or may get one from the kernel. */
    boolean endQueued() {
        return STATE.compareAndSet(this, QUEUED, ENDED);
    }

    /** Its time is over in a turn; one until a deadline on the wall clock is timed by the kernel. */
    void timeOutInTurn() {
        if (limit.deadline() == null) {
            timedOut = true;
            interruptTurn();
        }
    }

    /** Asks a turn to end soon. */
    void interruptTurn() {
        KernelWait waiting = turn;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /**
     * Makes sure that from its return on nothing is sent. From any thread; waits for as long as a call that does not wait
     * takes, or a waiting thread to leave the kernel.
     */
    void cancelSend() {
        while (true) {
            switch (state) {
                case QUEUED -> {
                    if (endQueued()) {
                        dropped();
                        line.removeSoon(this);
                        return;
                    }
                }
                case IN_TURN -> {
                    KernelWait waiting = turn;
                    if (waiting != null) {
                        waiting.interruptAndAwait();
                    }
                    // The line learns from the waiter's thread how the turn ended.
                    endTurn();
                    return;
                }
                case ENDED -> {
                    return;
                }
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
        return "send of " + SubscriberNames.of(subscriber()) + " to " + line.target();
    }
}
