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
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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
    private @Nullable PosixMessageQueue queue;
    private @Nullable OperationQueue<PosixMessage> operations;
    private @Nullable QueueAppearance appearance;
    /** A closed loop drops its waits, and nobody would look for a queue any more. */
    private final Consumer<RejectedExecutionException> loopClosed = this::failPending;

    NamedSends(String name, SenderOptions options) {
        this.name = name;
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
            loop.execute(() -> enter(send));
        } catch (RejectedExecutionException loopClosed) {
            send.failed(loopClosed);
        }
    }

    /** Takes a cancelled send out. From any thread. */
    void removeSoon(NamedSend send) {
        onLoop(() -> {
            send.leave();
            goOn();
        });
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
        PosixMessageQueue open = queue;
        if (open != null) {
            open.close(); // and the operations on it fail
        }
        failPending(closedError());
        endWait();
    }

    private ClosedHandleException closedError() {
        return new ClosedHandleException("mq_send", name, "The sender was closed.");
    }

    private void failPending(Throwable cause) {
        for (NamedSend send = pending.poll(); send != null; send = pending.poll()) {
            send.failPending(cause);
        }
    }

    private void enter(NamedSend send) {
        send.enter(places++);
        if (send.isCancelled()) {
            send.dropped();
            return;
        }
        if (closed) {
            send.failed(closedError());
            return;
        }
        if (!watchesLoop && !loop.addCloseHook(loopClosed)) {
            send.failed(new RejectedExecutionException(loop + " is closed"));
            return;
        }
        watchesLoop = true;
        send.startTimeout();
        pending.add(send);
        goOn();
    }

    boolean removePending(NamedSend send) {
        boolean wasPending = pending.remove(send);
        if (pending.isEmpty()) {
            endWait();
        }
        return wasPending;
    }

    /** A send is not on the queue any more. */
    void leftQueue() {
        onQueue--;
    }

    /** Whether a send whose operation has failed is pending again, because its queue was unlinked. */
    boolean takesBack(NamedSend send, Throwable cause) {
        if (closed || !(cause instanceof QueueRemovedException)) {
            return false;
        }
        removed = true;
        send.startTimeout();
        pending.add(send);
        return true;
    }

    /** Brings the pending sends to the queue, which is opened first where there is none. */
    void goOn() {
        if (removed && onQueue == 0) {
            closeRemoved();
        }
        while (!removed && !pending.isEmpty()) {
            OperationQueue<PosixMessage> current = operations(); // each time: the outcome of a send may have changed it
            if (current == null) {
                return;
            }
            onQueue++;
            pending.remove().start(current);
        }
        if (pending.isEmpty()) {
            endWait();
        }
    }

    private void closeRemoved() {
        PosixMessageQueue old = queue;
        if (old != null) {
            old.close();
        }
        queue = null;
        operations = null;
        removed = false;
    }

    /** The operations on the queue; null while there is no queue. */
    private @Nullable OperationQueue<PosixMessage> operations() {
        if (operations == null && appearance == null) {
            open();
        }
        return operations;
    }

    private void open() {
        try {
            PosixMessageQueue opened = PosixMessageQueue.open(name, PosixAccess.WRITE);
            queue = opened;
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
