package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The timeouts of the operations in one queue. On the event loop's thread only.
 *
 * @param <M> what the operations carry
 */
final class OperationTimeouts<M> {
    /** The wall clock may be stepped, so an operation with a deadline looks at it this often. */
    private static final long WALL_CLOCK_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final EventLoop loop;
    private final OperationList<M> operations;
    private final Consumer<Operation<M>> timedOut;
    private final Runnable firstHasLeft;
    private final BiConsumer<Operation<M>, OutOfMemoryError> noRoom;
    /** Out of time behind others of their group, whose outcomes come first. */
    private final Queue<Operation<M>> late = new ArrayDeque<>();

    /**
     * With what to do about an operation whose time is over and whose outcome may come; when that was the first one; and about one
     * that the heap has no room to time.
     */
    OperationTimeouts(
            EventLoop loop,
            OperationList<M> operations,
            Consumer<Operation<M>> timedOut,
            Runnable firstHasLeft,
            BiConsumer<Operation<M>, OutOfMemoryError> noRoom) {
        this.loop = loop;
        this.operations = operations;
        this.timedOut = timedOut;
        this.firstHasLeft = firstHasLeft;
        this.noRoom = noRoom;
    }

    void start(Operation<M> operation) {
        long left = operation.nanosLeft();
        if (left != Limit.NEVER) {
            boolean wallClock = operation.limit().deadline() != null;
            long delay = wallClock ? Math.min(left, WALL_CLOCK_CHECK_NANOS) : left;
            operation.timeout = loop.schedule(delay, () -> ended(operation));
        }
    }

    void stop(Operation<M> operation) {
        Timeout timeout = operation.timeout;
        if (timeout != null) {
            timeout.cancel();
            operation.timeout = null;
        }
    }

    private void ended(Operation<M> operation) {
        operation.timeout = null;
        if (operation.nanosLeft() > 0) {
            startAgain(operation);
        } else if (operation.isBlocked()) {
            operation.timeOutInKernel();
        } else if (isNext(operation)) {
            boolean first = operations.isFirst(operation);
            timedOut.accept(operation);
            endLate();
            if (first) {
                firstHasLeft.run();
            }
        } else {
            late.add(operation);
        }
    }

    /** The same for one that is in the queue already: without room for its timeout it fails, or it might wait for ever. */
    void startAgain(Operation<M> operation) {
        try {
            start(operation);
        } catch (OutOfMemoryError shortage) {
            noRoom.accept(operation, shortage);
        }
    }

    private static <M> boolean isNext(Operation<M> operation) {
        OperationGroup<M> group = operation.group();
        return group == null || group.isNext(operation);
    }

    /** Ends those that were late behind others, as far as their outcomes may come now. */
    void endLate() {
        boolean progress = !late.isEmpty();
        while (progress) {
            progress = false;
            for (int left = late.size(); left > 0; left--) {
                Operation<M> operation = late.remove();
                if (operation.hasEnded()) {
                    continue;
                }
                if (isNext(operation)) {
                    progress = true;
                    timedOut.accept(operation);
                } else {
                    late.add(operation);
                }
            }
        }
    }
}
