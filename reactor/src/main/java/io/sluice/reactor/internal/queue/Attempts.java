package io.sluice.reactor.internal.queue;

import io.sluice.reactor.internal.queue.Target.Attempt;
import io.sluice.reactor.internal.source.Spin;

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
    private int doneInARow;

    Attempts(Target<M> target) {
        this.target = target;
    }

    /** Attempts an operation without waiting. */
    Result attempt(Operation<M> operation) {
        if (!operation.beginAttempt()) {
            return Result.ENDED;
        }
        Attempt attempt;
        try {
            attempt = attemptWithSpin(operation);
        } catch (RuntimeException | Error refused) {
            operation.end();
            operation.signalFailure(refused);
            return Result.ENDED;
        }
        if (attempt == Attempt.DONE) {
            operation.end();
            operation.signalSuccess();
            return Result.ENDED;
        }
        if (operation.nanosLeft() <= 0) {
            operation.end();
            operation.signalFailure(outOfTime(operation));
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

    /** The outcome of an operation whose time is over; it has one also where there is no memory for that. */
    Throwable outOfTime(Operation<M> operation) {
        try {
            return operation.limit().immediate() ? target.full() : target.timedOut();
        } catch (OutOfMemoryError shortage) {
            return shortage;
        }
    }
}
