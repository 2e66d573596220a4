package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.internal.source.RetryLater;
import io.sluice.reactor.internal.source.TimeSlice;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one sender, in the order of their subscription. All but {@link #submit} is on the event loop's thread.
 *
 * <p>Only the first operation is attempted. One that cannot have its effect waits, in one of three phases:
 *
 * <ul>
 *   <li><em>Readiness</em>, which costs no thread. It is not enough beside other processes: the kernel hands room to those
 *       who are blocked in it, and a process that waits for readiness finds the queue full every time.
 *   <li><em>Blocked</em>: a pooled thread waits in the kernel, among the other blocked ones. That begins after a millisecond
 *       of readiness without progress, and at once while the queue is found full behind each such wait. Where the kind knows
 *       no readiness, it begins at once.
 *   <li><em>Retry later</em>: to block was refused, for want of a thread or a descriptor. Readiness takes its place for a
 *       second.
 * </ul>
 *
 * <p>Where the kind never blocks in the kernel, an operation waits for readiness alone; while nothing notifies of that, it is
 * attempted again after a pause.
 *
 * @param <M> what an operation carries
 */
// States and events: docs/states/operation-queue.md
public final class OperationQueue<M> implements ReadinessHandler {
    private final Target<M> target;
    private final EventLoop loop;
    /** Null where only a wait in the kernel notifies. */
    private final @Nullable ReadinessWait readiness;
    /** Whether there may be waits without a registration, which would notify of the loop's end. */
    private final boolean watchesLoop;

    final Intake<M> intake;
    /** Null where nothing is recorded. */
    final @Nullable OperationMeter<M> meter;
    // From here on, on the loop's thread only.
    private final TargetStart start;
    private final Attempts<M> attempts;
    private final OperationList<M> operations;
    private final OperationTimeouts<M> timeouts;
    private final Consumer<RejectedExecutionException> loopClosed = this::onClosed;
    private final Consumer<Operation<M>> unlink = this::unlink;
    private long waitingSince;
    /** Whether readiness has brought nothing for a while, as beside processes that are blocked in the kernel. */
    private boolean rivals;

    private final RetryLater retry = new RetryLater();
    /** Why nothing runs on the loop any more; null while something does. */
    private @Nullable Throwable loopEnd;
    /** Why the target can do nothing any more; null while it can. */
    private @Nullable Throwable targetEnd;

    /** An empty queue of operations on a target. */
    public OperationQueue(Target<M> target, EventLoop loop) {
        this.target = target;
        this.loop = loop;
        boolean onlyBlocks = target.canBlock() && target.pollable() == null;
        readiness = onlyBlocks ? null : new ReadinessWait(loop, target, this, this::outOfPatience);
        watchesLoop = onlyBlocks || !target.canBlock();
        intake = new Intake<>(loop, this::enter);
        meter = OperationMeter.of(target);
        operations = new OperationList<>(meter);
        start = new TargetStart(target, loop, this::onTargetEnd);
        attempts = new Attempts<>(target);
        timeouts = new OperationTimeouts<>(loop, operations, this::timedOut, this::firstHasLeft, this::noRoom);
    }

    /** What the operations act on. */
    public Target<M> target() {
        return target;
    }

    EventLoop loop() {
        return loop;
    }

    /** Whether no operation waits here. From any thread. */
    boolean isIdle() {
        return intake.isIdle() && operations.looksEmpty();
    }

    /** Brings an operation into the queue, in the order of the calls. From any thread. */
    public void submit(Operation<M> operation) {
        intake.submit(operation);
    }

    void arrived(Operation<M> operation) {
        intake.arrived(operation);
    }

    /** What cannot enter for want of memory fails: nobody would attempt it. */
    private void enter(Operation<M> operation) {
        try {
            enterInOrder(operation);
        } catch (OutOfMemoryError shortage) {
            noRoom(operation, shortage);
        }
    }

    private void noRoom(Operation<M> operation, OutOfMemoryError shortage) {
        if (operation.endQueued()) {
            operation.signalFailure(shortage);
            remove(operation);
        }
    }

    private void enterInOrder(Operation<M> operation) {
        OperationGroup<M> group = operation.group();
        if (group != null) {
            group.enter(operation);
            if (group.isAbandoned() && operation.endQueued()) {
                operation.drop(); // those ahead of it may wait for ever, and nobody will come to take it out
                return;
            }
        }
        start.ensure();
        boolean first = operations.isEmpty() && !intake.isHeld();
        boolean progress = first && attempts.attempt(operation) == Attempts.Result.PROGRESS;
        if (operation.hasEnded()) {
            attempts.left(operation);
            return;
        }
        if (operations.isEmpty() && watchesLoop && !loop.addCloseHook(loopClosed)) {
            loopEnd = new RejectedExecutionException(loop + " is closed");
        }
        if (loopEnd != null) {
            operation.failQueued(attempts.outcome(operation, loopEnd));
            return;
        }
        operations.append(operation, intake.isHeld());
        timeouts.start(operation);
        if (operations.isFirst(operation)) {
            waitingSince = System.nanoTime();
            if (progress) {
                drain();
            } else if (intake.isHeld()) {
                intake.attemptAtRelease();
            } else {
                waitForFirst();
            }
        }
    }

    /** What comes in is not attempted before {@link #release()}. False if operations are not attempted together. */
    boolean hold() {
        return attempts.canJoin() && intake.hold();
    }

    void release() {
        if (intake.release()) {
            drain();
        }
        operations.beginWaits();
    }

    /** Takes a cancelled operation out. From any thread. */
    void removeSoon(Operation<M> operation) {
        onLoop(() -> remove(operation));
    }

    /** Takes the operations of abandoned groups out. From any thread. */
    void removeAbandonedSoon() {
        onLoop(this::removeAbandoned);
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            return; // a loop that has ended holds no operations
        }
    }

    private void removeAbandoned() {
        operations.forEach(operation -> {
            OperationGroup<M> group = operation.group();
            if (group != null && group.isAbandoned() && operation.endQueued()) {
                operation.drop();
                remove(operation);
            }
        });
    }

    private void remove(Operation<M> operation) {
        boolean first = operations.isFirst(operation);
        unlink(operation);
        if (first) {
            firstHasLeft();
        }
    }

    /** Attempts as many operations as it can. A queue that can do more keeps the loop's other descriptors for a time slice. */
    private void drain() {
        int portion = target.batch();
        long begun = System.nanoTime();
        boolean progress = false;
        int done;
        do {
            done = attemptInOrder(portion);
            progress |= done > 0;
        } while (done == portion && TimeSlice.goesOn(begun));
        timeouts.endLate();
        Operation<M> first = operations.first();
        if (first == null || first.isBlocked()) {
            return;
        }
        if (progress) {
            waitingSince = System.nanoTime();
        }
        if (done == portion) {
            goOnSoon();
        } else {
            waitForFirst();
        }
    }

    /** Attempts from the first operation on, until one has to wait; how many attempts got on, at most the given number. */
    private int attemptInOrder(int most) {
        int done = 0;
        while (done < most) {
            Operation<M> first = operations.first();
            if (first == null || first.isBlocked()) {
                return done;
            }
            int progress = attempts.attemptFrom(first, most - done, unlink);
            if (progress == 0) {
                return done;
            }
            done += progress;
            rivals = false; // there was room that no blocked process was there for
        }
        return most;
    }

    /** Where there is still room, readiness is reported at once; but by then rivals may have taken it. */
    private void goOnSoon() {
        if (readiness == null) {
            loop.execute(this::drain);
        } else {
            readiness.await(retry.nanosLeft());
        }
    }

    private void waitForFirst() {
        boolean waiting = false;
        while (!waiting) {
            timeouts.endLate();
            Operation<M> first = operations.first();
            if (first == null || first.isBlocked() || (isToBlock(first) && block(first))) {
                return;
            }
            waiting = readiness != null && !first.hasEnded();
            if (!waiting) {
                unlink(first); // cancelled or failed meanwhile: the next one is the first
            }
        }
        goOnSoon();
    }

    private boolean isToBlock(Operation<M> operation) {
        return target.canBlock()
                && (rivals || readiness == null || operation.limit().deadline() != null)
                && retry.mayTry();
    }

    private void outOfPatience() {
        Operation<M> first = operations.first();
        if (first == null && readiness != null) {
            readiness.release();
        } else if (first != null && !first.isBlocked()) {
            rivals |= System.nanoTime() - waitingSince >= ReadinessWait.PATIENCE_NANOS;
            waitForFirst();
        }
    }

    private boolean block(Operation<M> operation) {
        if (!operation.beginAttempt()) {
            return false;
        }
        operation.beginStart();
        try {
            ignoreReadiness(); // first: an operation that is refused behind the begin of its wait would be done twice
            target.block(
                    operation.message(),
                    operation.limit().deadline(),
                    new BlockedOperation<>(operation, this, attempts));
            return true;
        } catch (ErrnoException | IllegalStateException | RejectedExecutionException | Error refused) {
            blockRefused(operation, refused);
            return false;
        }
    }

    private void blockRefused(Operation<M> operation, Throwable refused) {
        if (!operation.startRefused()) {
            operation.drop(); // it was cancelled meanwhile
        } else if (readiness == null) {
            operation.failQueued(refused);
        } else {
            retry.refused(); // readiness is less fair, but it works; and it notifies where the handle is closed
        }
    }

    private void ignoreReadiness() {
        if (readiness != null) {
            readiness.ignoreReadiness();
        }
    }

    /** The wait of an operation is over. On the event loop's thread. */
    void blockEnded(BlockedOperation<M> blocked) {
        unlink(blocked.operation());
        waitingSince = System.nanoTime();
        blocked.settle(end());
        if (loopEnd == null) {
            drain();
        }
    }

    /** The time of an operation that is not blocked is over, and its outcome may come now. */
    private void timedOut(Operation<M> operation) {
        if (!operations.isNext(operation)) {
            if (operation.endQueued()) {
                unlink(operation);
                operation.signalFailure(attempts.outOfTime(operation));
            }
        } else if (attempts.attempt(operation) == Attempts.Result.ENDED) { // it may never have had an attempt
            unlink(operation);
        } else {
            timeouts.startAgain(operation); // the wall clock was set back meanwhile
        }
    }

    private void firstHasLeft() {
        waitingSince = System.nanoTime();
        waitForFirst(); // the next one may have to wait in another way
    }

    @Override
    public void onReady() {
        Operation<M> first = operations.first();
        if (first == null || first.isBlocked()) {
            ignoreReadiness();
        } else {
            drain();
        }
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        if (readiness != null) {
            readiness.ended();
        }
        if (cause instanceof RejectedExecutionException) {
            loopEnd = cause;
        }
        // Where only the watch of the descriptor failed, a blocked operation goes on.
        endAll(cause == null ? target.closed() : cause, cause == null || loopEnd != null);
    }

    private void onTargetEnd(Throwable cause) {
        targetEnd = cause;
        endAll(cause, true);
    }

    private void endAll(Throwable cause, boolean interruptBlocked) {
        operations.forEach(operation -> {
            if (!operation.isBlocked()) {
                Throwable outcome = attempts.outcome(operation, cause);
                unlink(operation);
                operation.failQueued(outcome);
            } else if (interruptBlocked) {
                operation.interruptWait(); // and then it signals how it ended
            }
        });
    }

    private @Nullable Throwable end() {
        return loopEnd != null ? loopEnd : targetEnd;
    }

    private void unlink(Operation<M> operation) {
        timeouts.stop(operation);
        operations.remove(operation);
        attempts.left(operation);
        if (operations.isEmpty() && readiness != null) {
            readiness.releaseSoon();
        }
        if (operations.isEmpty() && watchesLoop) {
            loop.removeCloseHook(loopClosed);
        }
    }

    @Override
    public String toString() {
        return "the operations on " + target;
    }
}
