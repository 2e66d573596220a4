package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.SendTurn;
import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
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
    /** How long readiness has to bring progress before the head takes a turn. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** The wall clock may be stepped, so a send behind the head looks at it this often. */
    private static final long WALL_CLOCK_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SendTarget<M> target;
    private final @Nullable Pollable pollable;
    private final EventLoop loop;
    private final SendIntake<M> intake;
    private final SendAttempts<M> attempts;
    private final OperationList<M> operations = new OperationList<>();
    private final Consumer<RejectedExecutionException> loopClosed = this::onClosed;
    private @Nullable Registration registration;
    private @Nullable Timeout patience;
    private long waitingSince;
    private boolean rivals;
    private final RefusedTurns refusedTurns = new RefusedTurns();
    /** Why nothing runs on the loop any more; null while something does. */
    private @Nullable Throwable loopEnd;

    SendLine(SendTarget<M> target, EventLoop loop) {
        this.target = target;
        pollable = target.pollable();
        this.loop = loop;
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

    /** From any thread. */
    void removeSoon(SendOperation<M> operation) {
        try {
            loop.execute(() -> remove(operation));
        } catch (RejectedExecutionException closed) {
            return; // a loop that has ended holds no line
        }
    }

    /** Leaves word to take out whatever nobody wants sent any more. From any thread. */
    void removeAbandonedSoon() {
        try {
            loop.execute(this::removeAbandoned);
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
        if (operations.isEmpty() && pollable == null && !loop.addCloseHook(loopClosed)) {
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
        if (pollable == null) {
            loop.execute(this::drain);
            return;
        }
        register(pollable).interest(Interest.WRITE);
        if (patience == null) {
            patience = loop.schedule(Math.max(PATIENCE_NANOS, refusedTurns.nanosLeft()), this::patienceEnded);
        }
    }

    private void waitForRoom() {
        boolean waiting = false;
        while (!waiting) {
            SendOperation<M> first = operations.first();
            if (first == null || first.isInTurn()) {
                return;
            }
            if ((rivals || pollable == null || first.limit().deadline() != null) && takeTurn(first)) {
                return;
            }
            waiting = pollable != null && !first.hasEnded();
            if (!waiting) {
                unlink(first); // cancelled or failed meanwhile: the next one is the head
            }
        }
        goOnSoon();
    }

    private void patienceEnded() {
        patience = null;
        SendOperation<M> first = operations.first();
        if (first == null || first.isInTurn()) {
            return;
        }
        if (System.nanoTime() - waitingSince >= PATIENCE_NANOS) {
            rivals = true;
        }
        waitForRoom();
    }

    private Registration register(Pollable descriptor) {
        Registration registered = registration;
        if (registered == null) {
            registered = loop.register(descriptor, this);
            registration = registered;
        }
        return registered;
    }

    private boolean takeTurn(SendOperation<M> operation) {
        if (!refusedTurns.mayTry() || !operation.claim()) {
            return false;
        }
        try {
            KernelWait turn =
                    target.sendInTurn(operation.message(), operation.limit().deadline(), new Turn(operation));
            ignoreReadiness();
            operation.turnBegan(turn);
            return true;
        } catch (ErrnoException | IllegalStateException | Error refused) {
            if (pollable == null) {
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
        if (pollable != null) {
            register(pollable).interest(Interest.NONE);
        }
    }

    /** Hears on the waiter's thread how a turn ended, and leaves word on the loop. */
    private final class Turn implements SendTurn {
        private final SendOperation<M> operation;

        Turn(SendOperation<M> operation) {
            this.operation = operation;
        }

        @Override
        public void sent() {
            ended(() -> turnEnded(operation, true, null));
        }

        @Override
        public void notSent(@Nullable ErrnoException cause) {
            ended(() -> turnEnded(operation, false, cause));
        }

        private void ended(Runnable end) {
            try {
                loop.execute(end);
            } catch (RejectedExecutionException closed) {
                end.run(); // nothing runs on the loop any more
            }
        }
    }

    /** On the loop, or, where that has ended, on the waiter's thread. */
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
        } else if (operations.isNext(operation)) {
            attempts.attempt(operation); // it may never have had one: there may be room
            remove(operation);
        } else if (operation.endQueued()) {
            remove(operation);
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
        registration = null;
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
            waitingSince = System.nanoTime();
            waitForRoom(); // the next one may be of another kind
        }
    }

    private void unlink(SendOperation<M> operation) {
        Timeout timeout = operation.timeout;
        if (timeout != null) {
            timeout.cancel();
            operation.timeout = null;
        }
        operations.remove(operation);
        if (operations.isEmpty() && pollable == null) {
            loop.removeCloseHook(loopClosed);
        }
    }

    @Override
    public String toString() {
        return "the sends to " + target;
    }
}
