package io.sluice.reactor;

import io.sluice.blocking.SendHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sends of one sender, in the order of their subscription. Lives on the event loop's thread.
 *
 * <p>A send that finds the queue full waits first for readiness, which costs no thread. That is not enough beside other
 * processes: room goes hand to hand to those who are blocked in the kernel, and a process that waits for readiness finds
 * the queue full every time. So after a millisecond without progress the head of the line takes a turn in the kernel's
 * own line, with a pooled thread, and goes there at once for as long as the queue is found full behind each turn. Where the
 * kind of queue knows no readiness, the head takes its turn at once.
 */
final class SendLine<M> implements ReadinessHandler {
    /** The wall clock may be stepped, so a send behind the head looks at it this often. */
    private static final long WALL_CLOCK_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SendTarget<M> target;
    private final EventLoop loop;
    /** Null where nothing but a turn tells of room. */
    private final @Nullable RoomWatch room;

    private final SendIntake<M> intake;
    private final SendAttempts<M> attempts;
    private final OperationList<M> operations = new OperationList<>();
    /** Out of time behind others of their stream, whose outcomes come first. */
    private final Queue<SendOperation<M>> late = new ArrayDeque<>();

    private final Consumer<RejectedExecutionException> loopClosed = this::onClosed;
    private long waitingSince;
    private boolean rivals;
    private final RefusedTurns refusedTurns = new RefusedTurns();
    /** Why nothing runs on the loop any more; null while something does. */
    private @Nullable Throwable loopEnd;

    SendLine(SendTarget<M> target, EventLoop loop) {
        this.target = target;
        this.loop = loop;
        Pollable pollable = target.pollable();
        room = pollable == null ? null : new RoomWatch(loop, pollable, this, this::outOfPatience);
        intake = new SendIntake<>(loop, this);
        attempts = new SendAttempts<>(target);
    }

    SendTarget<M> target() {
        return target;
    }

    EventLoop loop() {
        return loop;
    }

    SendIntake<M> intake() {
        return intake;
    }

    void removeSoon(SendOperation<M> operation) {
        leaveWord(() -> remove(operation));
    }

    /** Takes out whatever nobody wants sent any more. */
    void removeAbandonedSoon() {
        leaveWord(this::removeAbandoned);
    }

    /** From any thread. */
    private void leaveWord(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            return; // a loop that has ended holds no line
        }
    }

    private void removeAbandoned() {
        SendOperation<M> operation = operations.first();
        while (operation != null) {
            SendOperation<M> following = operation.next;
            if (operation.isAbandoned() && operation.endQueued()) {
                operation.dropped();
                remove(operation);
            }
            operation = following;
        }
    }

    void enqueue(SendOperation<M> operation) {
        if (operations.isEmpty() && attempts.attempt(operation)) {
            return;
        }
        if (operation.hasEnded()) {
            return;
        }
        if (operations.isEmpty() && room == null && !loop.addCloseHook(loopClosed)) {
            loopEnd = new RejectedExecutionException(loop + " is closed");
        }
        if (loopEnd != null) {
            failNow(operation, loopEnd);
            return;
        }
        operations.append(operation);
        startTimeout(operation);
        if (operations.isFirst(operation)) {
            waitingSince = System.nanoTime();
            waitForRoom();
        }
    }

    /** Sends what there is room for. A queue with room for more keeps the loop's other descriptors waiting for a turn. */
    private void drain() {
        int portion = target.batch();
        long begun = System.nanoTime();
        boolean progress = false;
        int sent;
        do {
            sent = attemptInLine(portion);
            progress |= sent > 0;
        } while (sent == portion && LoopTurn.goesOn(begun));
        endLate();
        SendOperation<M> first = operations.first();
        if (first == null || first.isInTurn()) {
            return;
        }
        if (progress) {
            waitingSince = System.nanoTime();
        }
        if (sent == portion) {
            goOnSoon();
        } else {
            waitForRoom();
        }
    }

    /** Sends from the head of the line as long as there is room; how many got their outcome, at most the given number. */
    private int attemptInLine(int most) {
        for (int done = 0; done < most; done++) {
            SendOperation<M> first = operations.first();
            if (first == null || first.isInTurn() || !attempts.attempt(first)) {
                return done;
            }
            unlink(first);
            rivals = false; // there was room that nobody was in line for
        }
        return most;
    }

    /** Where there is still room, readiness is reported at once; but by then rivals may have taken it. */
    private void goOnSoon() {
        if (room == null) {
            loop.execute(this::drain);
        } else {
            room.await(refusedTurns.nanosLeft());
        }
    }

    private void waitForRoom() {
        boolean waiting = false;
        while (!waiting) {
            endLate();
            SendOperation<M> first = operations.first();
            if (first == null || first.isInTurn()) {
                return;
            }
            if ((rivals || room == null || first.limit().deadline() != null) && takeTurn(first)) {
                return;
            }
            waiting = room != null && !first.hasEnded();
            if (!waiting) {
                unlink(first); // cancelled or failed meanwhile: the next one is the head
            }
        }
        goOnSoon();
    }

    private void outOfPatience() {
        SendOperation<M> first = operations.first();
        if (first == null && room != null) {
            room.letGo();
        } else if (first != null && !first.isInTurn()) {
            rivals |= System.nanoTime() - waitingSince >= RoomWatch.PATIENCE_NANOS;
            waitForRoom();
        }
    }

    private boolean takeTurn(SendOperation<M> operation) {
        if (!refusedTurns.mayTry() || !operation.claim()) {
            return false;
        }
        try {
            ignoreReadiness(); // first, for what is refused behind the beginning of the turn would be sent twice
            operation.turnBegan(
                    target.sendInTurn(operation.message(), operation.limit().deadline(), new Turn(operation)));
            return true;
        } catch (ErrnoException | IllegalStateException | RejectedExecutionException | Error refused) {
            if (room == null) {
                operation.end();
                operation.tellFailed(refused);
            } else {
                // Readiness is less fair, but it works; and it tells where the queue is closed.
                refusedTurns.refused();
                operation.unclaim();
            }
        }
        return false;
    }

    private void ignoreReadiness() {
        if (room != null) {
            room.ignoreRoom();
        }
    }

    /** Hears on the waiter's thread how a turn ended, and leaves word on the loop. */
    private final class Turn extends TurnEnd implements SendHandler {
        private final SendOperation<M> operation;
        private boolean sent;
        private @Nullable ErrnoException cause;

        Turn(SendOperation<M> operation) {
            super(loop);
            this.operation = operation;
        }

        @Override
        public void sent() {
            sent = true;
            tell();
        }

        @Override
        public void notSent(@Nullable ErrnoException reason) {
            cause = reason;
            tell();
        }

        @Override
        void ended() {
            turnEnded(operation, sent, cause);
        }
    }

    private void turnEnded(SendOperation<M> operation, boolean sent, @Nullable ErrnoException cause) {
        boolean cancelled = !operation.endTurn();
        unlink(operation);
        waitingSince = System.nanoTime();
        Throwable reason = cause != null ? cause : operation.timedOut ? attempts.noRoomFor(operation) : loopEnd;
        if (sent) {
            if (!cancelled) {
                operation.tellSent();
            }
        } else if (cancelled || reason == null) { // without a reason: its cancel is about to end it
            operation.dropped();
        } else {
            operation.tellFailed(reason);
        }
        if (loopEnd == null) {
            drain();
        }
    }

    private void startTimeout(SendOperation<M> operation) {
        long left = operation.nanosLeft();
        if (left != SendLimit.NEVER) {
            boolean wallClock = operation.limit().deadline() != null;
            long delay = wallClock ? Math.min(left, WALL_CLOCK_CHECK_NANOS) : left;
            operation.timeout = loop.schedule(delay, () -> timeoutEnded(operation));
        }
    }

    private void timeoutEnded(SendOperation<M> operation) {
        operation.timeout = null;
        if (operation.nanosLeft() > 0) {
            startTimeout(operation);
        } else if (operation.isInTurn()) {
            operation.timeOutInTurn();
        } else if (operation.isNextToBeTold()) {
            boolean first = operations.isFirst(operation);
            endOutOfTime(operation);
            endLate();
            if (first) {
                headHasLeft();
            }
        } else {
            late.add(operation);
        }
    }

    private void endLate() {
        boolean progress = !late.isEmpty();
        while (progress) {
            progress = false;
            for (int left = late.size(); left > 0; left--) {
                SendOperation<M> operation = late.remove();
                if (operation.isNextToBeTold()) {
                    progress = true;
                    endOutOfTime(operation);
                } else if (!operation.hasEnded()) {
                    late.add(operation);
                }
            }
        }
    }

    private void endOutOfTime(SendOperation<M> operation) {
        if (operations.isNext(operation)) {
            // It may never have had an attempt: there may be room.
            if (attempts.attempt(operation)) {
                unlink(operation);
            } else {
                startTimeout(operation); // the wall clock was set back meanwhile
            }
        } else if (operation.endQueued()) {
            unlink(operation);
            operation.tellFailed(attempts.noRoomFor(operation));
        }
    }

    @Override
    public void onReady() {
        SendOperation<M> first = operations.first();
        if (first == null || first.isInTurn()) {
            ignoreReadiness();
        } else {
            drain();
        }
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        if (room != null) {
            room.ended();
        }
        if (cause instanceof RejectedExecutionException) {
            loopEnd = cause;
        }
        Throwable reason = cause == null ? target.closed() : cause;
        SendOperation<M> operation = operations.first();
        while (operation != null) {
            SendOperation<M> following = operation.next;
            if (operation.isInTurn()) {
                if (cause == null || loopEnd != null) {
                    operation.interruptTurn(); // and then it tells how it ended
                } // else only the watch failed, which a turn does not need
            } else {
                unlink(operation);
                failNow(operation, reason);
            }
            operation = following;
        }
    }

    void failNow(SendOperation<M> operation, Throwable cause) {
        if (operation.endQueued()) {
            operation.tellFailed(cause);
        }
    }

    private void remove(SendOperation<M> operation) {
        boolean first = operations.isFirst(operation);
        unlink(operation);
        if (first) {
            headHasLeft();
        }
    }

    private void headHasLeft() {
        waitingSince = System.nanoTime();
        waitForRoom(); // the next one may be of another kind
    }

    private void unlink(SendOperation<M> operation) {
        Timeout timeout = operation.timeout;
        if (timeout != null) {
            timeout.cancel();
            operation.timeout = null;
        }
        operations.remove(operation);
        if (operations.isEmpty() && room != null) {
            room.letGoSoon();
        } else if (operations.isEmpty()) {
            loop.removeCloseHook(loopClosed);
        }
    }

    @Override
    public String toString() {
        return "the sends to " + target;
    }
}
