package io.sluice.reactor.internal.queue;

import io.sluice.reactor.internal.queue.Target.Attempt;
import io.sluice.reactor.internal.source.Spin;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one queue that do not wait. On the event loop's thread.
 *
 * @param <M> what the operations carry
 */
final class Attempts<M> {
    /** What became of one. */
    enum Result {
        /** The operation has its outcome. */
        ENDED,
        /** A part of its effect is there. */
        PROGRESS,
        /** It has to wait. */
        WAITS
    }

    private final Target<M> target;
    private final Spin spin = new Spin();
    /** The operation of which a part had its effect. It is the first one until it has its outcome. */
    private @Nullable Operation<M> partial;

    private int doneInARow;

    Attempts(Target<M> target) {
        this.target = target;
    }

    /** Attempts an operation without waiting. */
    Result attempt(Operation<M> operation) {
        if (!operation.beginAttempt()) {
            return Result.ENDED;
        }
        leaveOther(operation);
        Attempt attempt;
        try {
            attempt = attemptWithSpin(operation);
        } catch (RuntimeException | Error refused) {
            operation.end();
            operation.signalFailure(outcome(operation, refused));
            return Result.ENDED;
        }
        if (attempt == Attempt.DONE) {
            partial = null;
            operation.end();
            operation.signalSuccess();
            return Result.ENDED;
        }
        if (attempt == Attempt.PARTIAL) {
            partial = operation;
        }
        if (operation.nanosLeft() <= 0) {
            operation.end();
            operation.signalFailure(outcome(operation, outOfTime(operation)));
            return Result.ENDED;
        }
        operation.endAttempt();
        return attempt == Attempt.PARTIAL ? Result.PROGRESS : Result.WAITS;
    }

    private Attempt attemptWithSpin(Operation<M> operation) {
        Attempt attempt = target.attempt(operation.message());
        if (attempt == Attempt.WOULD_BLOCK
                && doneInARow > 1
                && target.pollable() != null
                && !operation.limit().immediate()
                && spin.mayBegin()) {
            long begun = System.nanoTime();
            while (attempt == Attempt.WOULD_BLOCK && Spin.goesOn(begun)) {
                attempt = target.attempt(operation.message());
            }
            spin.ended(attempt != Attempt.WOULD_BLOCK);
        }
        doneInARow = attempt == Attempt.DONE ? doneInARow + 1 : 0;
        return attempt;
    }

    /** The outcome of an operation that fails: where it is torn, the target says so. */
    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    Throwable outcome(Operation<M> operation, Throwable cause) {
        if (operation != partial) {
            return cause;
        }
        partial = null;
        return target.torn(operation.message(), cause);
    }

    /** The partial operation was cancelled, and has not left the queue yet. */
    private void leaveOther(Operation<M> next) {
        Operation<M> before = partial;
        if (before != null && !before.equals(next)) {
            left(before);
        }
    }

    /** An operation leaves the queue. If it was partial until now, it was cancelled. */
    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    void left(Operation<M> operation) {
        if (operation == partial) {
            partial = null;
            target.torn(operation.message(), null);
        }
    }

    /** The outcome of an operation whose time is over; it has one also where there is no memory for that. */
    Throwable outOfTime(Operation<M> operation) {
        try {
            return operation.limit().immediate() ? target.full() : target.timedOut();
        } catch (OutOfMemoryError shortage) {
            return shortage;
        }
    }
}
