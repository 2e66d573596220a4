package io.sluice.reactor.internal.queue;

import io.sluice.reactor.internal.queue.Target.Attempt;
import io.sluice.reactor.internal.queue.Target.Joint;
import io.sluice.reactor.internal.source.Spin;
import io.sluice.reactor.internal.source.Uncaught;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    /** Null where each operation is attempted alone. */
    private final @Nullable Joint<M> joint;

    private final Spin spin = new Spin();
    /** The operation of which a part had its effect. It is the first one until it has its outcome. */
    private @Nullable Operation<M> partial;

    private int doneInARow;

    Attempts(Target<M> target) {
        this.target = target;
        joint = target.joint();
    }

    /** Whether several operations can be attempted together. */
    boolean canJoin() {
        return joint != null;
    }

    /**
     * Attempts an operation, together with as many behind it as can be.
     *
     * @param whenEnded gets each one that has its outcome
     * @return how many have their outcome, or got on; 0 where the first has to wait
     */
    int attemptFrom(Operation<M> first, int most, Consumer<Operation<M>> whenEnded) {
        List<Operation<M>> together = attemptTogether(first, most);
        if (!together.isEmpty()) {
            together.forEach(whenEnded);
            return together.size();
        }
        Result result = attempt(first);
        if (result == Result.ENDED) {
            whenEnded.accept(first);
        }
        return result == Result.WAITS ? 0 : 1;
    }

    /** Those that have their outcome; none where the first is to be attempted alone. */
    private List<Operation<M>> attemptTogether(Operation<M> first, int most) {
        Joint<M> joined = joint;
        if (joined == null || first.next == null || partial != null) {
            return List.of();
        }
        List<Operation<M>> begun = List.of();
        boolean done = false;
        Throwable refused = null;
        try {
            begun = new ArrayList<>(most); // with all its room: what has begun and is not in it would never end
            done = beginTogether(joined, first, most, begun) && joined.attempt();
        } catch (RuntimeException | Error failure) {
            refused = failure;
        }
        joined.clear(); // before an outcome, whose subscriber may submit more
        if (done) {
            begun.forEach(Operation::end); // all before the first outcome, which may cancel the others
            begun.forEach(Operation::signalSuccess);
            doneInARow += begun.size();
            return begun;
        }
        begun.forEach(Operation::endAttempt);
        if (refused == null) {
            return List.of();
        }
        first.failQueued(refused); // or it was cancelled meanwhile
        return List.of(first);
    }

    /** False where nothing may be attempted together, and what was begun is to be given up. */
    private static <M> boolean beginTogether(Joint<M> joined, Operation<M> first, int most, List<Operation<M>> begun) {
        Operation<M> operation = first;
        while (operation != null && begun.size() < most && joined.fits(operation.message())) {
            if (!operation.beginAttempt()) {
                return false; // the cancel of its group may have waited for this one alone, and not for those before it
            }
            begun.add(operation);
            joined.add(operation.message());
            operation = operation.next;
        }
        return begun.size() > 1;
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

    /** The wait of an operation had its effect, which is taken back if the operation was cancelled meanwhile. From any thread. */
    void succeeded(Operation<M> operation) {
        if (operation.endWait()) {
            operation.signalSuccess();
            return;
        }
        operation.recordDone(); // nobody learns of it, but it had its effect
        try {
            target.undo(operation.message());
        } catch (RuntimeException | Error refused) { // also an error: the queue has yet to learn that the wait is over
            Uncaught.report(refused);
        }
    }

    /** The wait of an operation has ended without an effect; with the kernel's reason, and why nothing goes on, if known. */
    void failed(Operation<M> operation, @Nullable Throwable cause, @Nullable Throwable end) {
        if (operation.timedOut && cause == null && end == null) {
            attemptLast(operation);
            return;
        }
        Throwable reason = cause != null ? cause : operation.timedOut ? outOfTime(operation) : end;
        if (operation.endWait() && reason != null) {
            operation.signalFailure(reason);
        } else {
            operation.drop(); // cancelled; or, without a reason, its cancel is about to end it
        }
    }

    /**
     * The time of an operation was over while it was blocked. Its thread may not have reached the kernel before that, so this
     * looks whether there is room after all.
     */
    private void attemptLast(Operation<M> operation) {
        if (operation.leaveWait()) {
            attempt(operation); // which has an outcome: no time is left
        } else {
            operation.drop();
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
