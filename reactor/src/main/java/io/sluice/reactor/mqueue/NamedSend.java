package io.sluice.reactor.mqueue;

import io.sluice.epoll.Timeout;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.Operation;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.source.Uncaught;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/** One send to a name, with exactly one outcome. It is pending, or an operation on the queue, or over. */
abstract class NamedSend implements Runnable {
    private final NamedSends sends;
    private final PosixMessage message;
    private final long timeoutNanos;
    private final long startNanos = System.nanoTime();
    private volatile boolean cancelled;
    private volatile @Nullable OnQueue operation;

    // On the event loop's thread only.
    private long place;
    private boolean isOnQueue;
    private @Nullable Timeout timeout;

    NamedSend(NamedSends sends, PosixMessage message, Limit limit) {
        this.sends = sends;
        this.message = message;
        timeoutNanos = limit.nanos();
    }

    /** The message is in a queue. On the event loop's thread. */
    abstract void succeeded();

    /** The message is in no queue and will be in none. On the event loop's thread, unless the loop has ended. */
    abstract void failed(Throwable cause);

    /** The message is in no queue, because nobody wants it any more. On any thread. */
    abstract void dropped();

    /** Whoever waits for the outcome. */
    abstract CoreSubscriber<?> subscriber();

    /** It is about to come in. From any thread; once more where the heap had no room for it to come in. */
    void begin() {}

    /** Whether whoever brings it in waits where the heap has no room, rather than that it fails. */
    boolean waitsForRoom() {
        return false;
    }

    /** It comes in as the send with this number. On the event loop's thread. */
    void enter(long number) {
        place = number;
    }

    long place() {
        return place;
    }

    boolean isCancelled() {
        return cancelled;
    }

    private long nanosLeft() {
        return Math.max(0, timeoutNanos - (System.nanoTime() - startNanos));
    }

    void startTimeout() {
        if (timeoutNanos != Limit.NEVER) {
            timeout = sends.loop().schedule(nanosLeft(), this::timedOut);
        }
    }

    private void timedOut() {
        timeout = null;
        if (sends.removePending(this)) {
            failPending(outOfTime());
        }
    }

    /** It has an outcome also where there is no memory for that. */
    private Throwable outOfTime() {
        try {
            return new SendTimeoutException(
                    "mq_timedsend",
                    sends.name(),
                    "There was no queue of this name in time: start its owner, or wait longer.");
        } catch (OutOfMemoryError noRoom) {
            return noRoom;
        }
    }

    /** Goes from pending to the queue, or fails where there is no memory for that: nobody would attempt it. */
    void start(OperationQueue<PosixMessage> queue) {
        stopTimeout();
        OnQueue started;
        try {
            started = new OnQueue(this, queue, limitOnQueue());
        } catch (OutOfMemoryError noRoom) {
            failPending(noRoom);
            return;
        }
        joinQueue();
        operation = started; // before the look at the cancel, which looks at this behind its flag: one sees the other
        if (isCancelled()) {
            started.cancelOperation();
            leaveQueue(); // here: a cancel of its stream does not meet a send that has left the stream by now
        } else {
            queue.submit(started);
        }
    }

    Limit limitOnQueue() {
        return timeoutNanos == Limit.NEVER ? Limit.NONE : Limit.within(Duration.ofNanos(nanosLeft()));
    }

    /** Ends a send that is on no queue. A subscriber that throws must not hold up the others. */
    void failPending(Throwable cause) {
        stopTimeout();
        try {
            failed(cause);
        } catch (Throwable thrown) {
            Uncaught.report(thrown);
        }
    }

    /** When this returns, the message is not sent any more. From any thread. */
    final void cancelSend() {
        cancelled = true;
        OnQueue underWay = operation;
        if (underWay != null) {
            cancel(underWay);
        }
        sends.removeSoon(this);
    }

    private static void cancel(OnQueue underWay) {
        try {
            underWay.cancelOperation();
        } catch (OutOfMemoryError noRoom) {
            return; // it is cancelled, and the queue will come to it and take it out
        }
    }

    /** A cancelled send leaves. The task needs no memory of its own: the heap may be full. */
    @Override
    public final void run() {
        stopTimeout();
        leaveQueue();
        if (sends.removePending(this)) {
            dropped();
        }
        sends.goOn();
    }

    private void joinQueue() {
        isOnQueue = true;
        sends.joinedQueue();
    }

    private void leaveQueue() {
        if (isOnQueue) {
            isOnQueue = false;
            sends.leftQueue();
        }
    }

    private void stopTimeout() {
        Timeout limit = timeout;
        if (limit != null) {
            timeout = null;
            limit.cancel();
        }
    }

    /** The attempt of a send on one queue. */
    private static final class OnQueue extends Operation<PosixMessage> {
        private final NamedSend send;

        OnQueue(NamedSend send, OperationQueue<PosixMessage> queue, Limit limit) {
            super(queue, send.message, limit);
            this.send = send;
        }

        @Override
        protected void succeeded() {
            send.leaveQueue();
            try {
                send.succeeded();
            } finally {
                send.sends.goOn(); // also where the subscriber throws
            }
        }

        @Override
        protected void failed(Throwable cause) {
            send.leaveQueue();
            try {
                if (!send.sends.takesBack(send, cause)) {
                    send.failed(cause);
                }
            } finally {
                send.sends.goOn(); // also where the subscriber throws
            }
        }

        @Override
        protected void dropped() {
            send.dropped();
        }

        @Override
        protected CoreSubscriber<?> subscriber() {
            return send.subscriber();
        }
    }
}
