package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.internal.source.HeapRoom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * How operations get into their queue: in the order of the calls, from any thread.
 *
 * <p>From another thread an operation goes as a task of the loop. On the loop's own thread that would be a detour of two
 * atomic operations and an object for each message, so there it enters directly. But it does not overtake one that is a task
 * already. And not too many enter directly in a row: the loop's other descriptors wait meanwhile, and an operation that is
 * submitted in the outcome of another goes deeper into the stack.
 *
 * @param <M> what the operations carry
 */
final class Intake<M> {
    private static final int DIRECTLY_IN_A_ROW = 64;

    private final EventLoop loop;
    private final Consumer<Operation<M>> entrance;
    /** How many operations are tasks of the loop now. */
    private final AtomicInteger underWay = new AtomicInteger();
    /** Whether an operation is no task any more, and does not wait yet, nor has its outcome. */
    private final AtomicBoolean entering = new AtomicBoolean();

    /** Those that the loop has refused, closed or for want of memory, and that are to fail. */
    private final Queue<Operation<M>> refused = new ConcurrentLinkedQueue<>();

    private final AtomicInteger refusals = new AtomicInteger();

    // On the loop's thread only.
    private int enteredInARow;
    /** How many times operations are held: they enter, and nothing is attempted or signalled meanwhile. */
    private int holds;

    private boolean attemptDue;

    /** With where the operations enter, on the loop's thread. */
    Intake(EventLoop loop, Consumer<Operation<M>> entrance) {
        this.loop = loop;
        this.entrance = entrance;
    }

    void submit(Operation<M> operation) {
        if (loop.inEventLoop() && underWay.get() == 0 && (holds > 0 || enteredInARow < DIRECTLY_IN_A_ROW)) {
            enteredInARow += holds > 0 ? 0 : 1;
            entrance.accept(operation);
            return;
        }
        underWay.incrementAndGet();
        try {
            execute(operation);
        } catch (RejectedExecutionException | OutOfMemoryError refusal) {
            underWay.decrementAndGet();
            refuse(operation, refusal);
        }
    }

    /**
     * The results of a stream come on the loop, one by one. So its publisher, on another thread, waits until the heap has room for
     * the task.
     */
    private void execute(Operation<M> operation) {
        OperationGroup<M> stream = loop.inEventLoop() ? null : operation.group();
        boolean accepted = false;
        while (!accepted) {
            try {
                loop.execute(operation);
                accepted = true;
            } catch (OutOfMemoryError noRoom) {
                if (stream == null || stream.isAbandoned()) {
                    throw noRoom;
                }
                HeapRoom.await();
            }
        }
    }

    /** The loop has come to the operation's task. */
    void arrived(Operation<M> operation) {
        entering.lazySet(true); // first, for those who ask whether anybody is ahead of them
        underWay.decrementAndGet();
        enteredInARow = 0;
        try {
            entrance.accept(operation);
        } finally {
            entered();
        }
    }

    /** The operation that was entering waits, or its outcome comes. Of outcomes on other threads, none is of that one. */
    void entered() {
        if (loop.inEventLoop()) {
            entering.lazySet(false);
        }
    }

    /** Begins to hold what enters. False on other threads than the loop's, where nothing enters. */
    boolean hold() {
        boolean here = loop.inEventLoop();
        if (here) {
            holds++;
        }
        return here;
    }

    /** Whether the first operation is to be attempted now. */
    boolean release() {
        holds--;
        boolean due = holds == 0 && attemptDue;
        attemptDue &= !due;
        return due;
    }

    /** Whether no operation is on its way. From any thread; one that was on its way before may wait by now. */
    boolean isIdle() {
        return underWay.get() == 0 && !entering.get();
    }

    boolean isHeld() {
        return holds > 0;
    }

    /** The first operation has entered while operations are held. The last {@link #release()} says that it is due. */
    void attemptAtRelease() {
        attemptDue = true;
    }

    /** One thread fails all that are refused, so that a chain of sends which each follow the refusal of another does not nest. */
    private void refuse(Operation<M> operation, Throwable refusal) {
        try {
            refused.add(operation);
        } catch (OutOfMemoryError noRoom) {
            operation.failQueued(noRoom); // it may nest, but must have its outcome
            return;
        }
        if (refusals.getAndIncrement() == 0) {
            do {
                refused.remove().failQueued(refusal);
            } while (refusals.decrementAndGet() > 0);
        }
    }
}
