package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.QueueAppearance;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.source.HeapRoom;
import io.sluice.reactor.internal.source.Uncaught;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sends to one name. Those that have no queue are pending, in their order; the others are operations on the queue. All
 * state is the event loop's.
 *
 * <p>Where a queue is unlinked, its operations fail one by one and their sends become pending again. The next queue is opened
 * when none is left on the old one, so that none overtakes another.
 */
final class NamedSends {
    private final String name;
    private final EventLoop loop;
    private final MetricsRecorder metrics;

    private final PriorityQueue<NamedSend> pending = new PriorityQueue<>(Comparator.comparingLong(NamedSend::place));
    private long places;
    private int onQueue;
    private boolean removed;
    private boolean closed;
    private boolean watchesLoop;
    private boolean loopEnds;
    private @Nullable PosixMessageQueue queue;
    private @Nullable OperationQueue<PosixMessage> operations;
    private @Nullable QueueAppearance appearance;
    /** Opens the queue, for sending. */
    private final Supplier<PosixMessageQueue> opening;
    /** A closed loop drops its waits, and nobody would look for a queue any more. */
    private final Consumer<RejectedExecutionException> loopClosed = this::onLoopClosed;

    NamedSends(String name, SenderOptions options) {
        this(name, options, () -> PosixMessageQueue.open(name, PosixAccess.WRITE));
    }

    /** With what opens the queue, as far as there is one. */
    NamedSends(String name, SenderOptions options, Supplier<PosixMessageQueue> opening) {
        this.name = name;
        this.opening = opening;
        loop = options.eventLoop();
        metrics = options.metrics();
    }

    String name() {
        return name;
    }

    EventLoop loop() {
        return loop;
    }

    /** Brings a send in. From any thread. */
    void submit(NamedSend send) {
        try {
            execute(send);
        } catch (RejectedExecutionException | OutOfMemoryError refusal) {
            send.failPending(refusal);
        }
    }

    private void execute(NamedSend send) {
        boolean accepted = false;
        while (!accepted) {
            try {
                send.begin();
                loop.execute(() -> enter(send));
                accepted = true;
            } catch (OutOfMemoryError noRoom) {
                if (loop.inEventLoop() || !send.waitsForRoom()) {
                    throw noRoom;
                }
                HeapRoom.await();
            }
        }
    }

    /** Takes a cancelled send out. From any thread, which waits until the heap has room for that. */
    void removeSoon(NamedSend send) {
        boolean accepted = false;
        while (!accepted) {
            try {
                onLoop(send);
                accepted = true;
            } catch (OutOfMemoryError noRoom) {
                if (loop.inEventLoop()) {
                    send.run();
                    return;
                }
                HeapRoom.await();
            }
        }
    }

    void close() {
        onLoop(this::closeNow);
    }

    void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException loopClosed) {
            task.run(); // nothing else runs on the loop any more
        }
    }

    private void closeNow() {
        closed = true;
        loop.removeCloseHook(loopClosed);
        endWait();
        PosixMessageQueue open = queue;
        try {
            if (open != null) {
                open.close(); // and the operations on it fail
            }
        } finally {
            failPending(closedError());
        }
    }

    private Throwable closedError() {
        try {
            return new ClosedHandleException("mq_send", name, "The sender was closed.");
        } catch (OutOfMemoryError noRoom) {
            return noRoom; // an outcome all the same
        }
    }

    private void onLoopClosed(RejectedExecutionException cause) {
        loopEnds = true; // its last tasks may bring sends that nobody would tell of it any more
        failPending(cause);
    }

    private void failPending(Throwable cause) {
        for (NamedSend send = pending.poll(); send != null; send = pending.poll()) {
            send.failPending(cause);
        }
    }

    /** What cannot enter for want of memory fails: nobody would attempt it. */
    private void enter(NamedSend send) {
        Throwable refusal;
        try {
            send.enter(places++);
            refusal = refusal();
        } catch (OutOfMemoryError noRoom) {
            refusal = noRoom;
        }
        if (send.isCancelled()) {
            send.dropped();
        } else if (refusal != null) {
            send.failPending(refusal);
        } else {
            waitForQueue(send);
            goOn();
        }
    }

    /** Why nothing comes in any more; null where it does. */
    private @Nullable Throwable refusal() {
        if (closed) {
            return closedError();
        }
        if (loopEnds || (!watchesLoop && !loop.addCloseHook(loopClosed))) {
            return new RejectedExecutionException(loop + " is closed");
        }
        watchesLoop = true;
        return null;
    }

    private void waitForQueue(NamedSend send) {
        try {
            send.startTimeout();
            pending.add(send);
        } catch (OutOfMemoryError noRoom) {
            send.failPending(noRoom);
        }
    }

    boolean removePending(NamedSend send) {
        boolean wasPending = pending.remove(send);
        if (pending.isEmpty()) {
            endWait();
        }
        return wasPending;
    }

    /** A send is on the queue. */
    void joinedQueue() {
        onQueue++;
    }

    /** A send is not on the queue any more. */
    void leftQueue() {
        onQueue--;
    }

    /** Whether a send whose operation has failed waits for the next queue, because its own was unlinked. */
    boolean takesBack(NamedSend send, Throwable cause) {
        if (closed || loopEnds || !(cause instanceof QueueRemovedException)) {
            return false;
        }
        removed = true;
        waitForQueue(send);
        return true;
    }

    /** Brings the pending sends to the queue, which is opened first where there is none. */
    void goOn() {
        if (closed) {
            return; // and what is pending fails
        }
        if (removed && onQueue == 0) {
            closeQueue();
        }
        while (!removed && !pending.isEmpty()) {
            OperationQueue<PosixMessage> current = operations(); // each time: the outcome of a send may have changed it
            if (current == null) {
                return;
            }
            pending.remove().start(current);
        }
        if (pending.isEmpty()) {
            endWait();
        }
    }

    private void closeQueue() {
        PosixMessageQueue old = queue;
        queue = null;
        operations = null;
        removed = false;
        try {
            if (old != null) {
                old.close();
            }
        } catch (OutOfMemoryError noRoom) {
            Uncaught.report(noRoom); // it is closed all the same
        }
    }

    /** The operations on the queue; null while there is no queue, and where no send is pending any more. */
    private @Nullable OperationQueue<PosixMessage> operations() {
        if (operations == null && appearance == null) {
            try {
                open();
            } catch (OutOfMemoryError noRoom) {
                closeQueue();
                failPending(noRoom); // nobody would open it later
            }
        }
        return operations;
    }

    private void open() {
        try {
            PosixMessageQueue opened = opening.get();
            queue = opened; // first: a close finds it, also without operations
            operations = new OperationQueue<>(new PosixMqTarget(opened, metrics), loop);
        } catch (ErrnoException refused) {
            if (NamedPosixMqReceiver.isMissing(refused)) {
                appearance = QueueAppearance.start(name, loop, this::appeared);
            } else {
                failPending(refused);
            }
        }
    }

    private void appeared() {
        appearance = null;
        goOn();
    }

    /** Nobody waits for a queue any more. */
    private void endWait() {
        QueueAppearance waiting = appearance;
        if (waiting != null) {
            appearance = null;
            waiting.cancel();
        }
    }
}
