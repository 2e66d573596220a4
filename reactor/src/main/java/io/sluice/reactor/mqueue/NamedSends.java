package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.Limit;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The sends to one name. Those that have no queue are pending, in their order; the others are with the sender of the queue. All
 * state is the event loop's.
 *
 * <p>Where a queue is unlinked, its sends fail one by one and become pending again. The next queue is opened when none is left
 * with the old one, so that none overtakes another.
 */
final class NamedSends {
    private final String name;
    private final SenderOptions options;
    private final EventLoop loop;

    private final PriorityQueue<Send> pending = new PriorityQueue<>(Comparator.comparingLong(send -> send.place));
    private long places;
    private int withSender;
    private boolean removed;
    private boolean closed;
    private boolean watchesLoop;
    private @Nullable PosixMessageQueue queue;
    private @Nullable PosixMqSender sender;
    private @Nullable Timeout nextLook;
    /** A closed loop drops its timeouts, and nobody would look for a queue any more. */
    private final Consumer<RejectedExecutionException> loopClosed = this::failPending;

    NamedSends(String name, SenderOptions options) {
        this.name = name;
        this.options = options;
        loop = options.eventLoop();
    }

    String name() {
        return name;
    }

    Mono<Void> send(PosixMessage message, long timeoutNanos) {
        return Mono.create(sink -> {
            Send send = new Send(message, timeoutNanos, sink);
            sink.onCancel(send::cancel);
            try {
                loop.execute(() -> enter(send));
            } catch (RejectedExecutionException loopClosed) {
                sink.error(loopClosed);
            }
        });
    }

    void close() {
        onLoop(this::closeNow);
    }

    private void onLoop(Runnable task) {
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
            open.close(); // and the sends that are with its sender fail
        }
        failPending(closedError());
    }

    private ClosedHandleException closedError() {
        return new ClosedHandleException("mq_send", name, "The sender was closed.");
    }

    private void failPending(Throwable cause) {
        for (Send send = pending.poll(); send != null; send = pending.poll()) {
            send.failed(cause);
        }
    }

    private void enter(Send send) {
        if (send.cancelled) {
            return;
        }
        send.place = places++;
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

    /** Hands the pending sends to the sender of the queue, which is opened first where there is none. */
    private void goOn() {
        if (removed && withSender == 0) {
            closeRemoved();
        }
        while (!removed && !pending.isEmpty() && hasSender()) {
            pending.remove().start(sender());
        }
    }

    private void closeRemoved() {
        PosixMessageQueue old = queue;
        if (old != null) {
            old.close();
        }
        queue = null;
        sender = null;
        removed = false;
    }

    private boolean hasSender() {
        if (sender == null && nextLook == null) {
            open();
        }
        return sender != null;
    }

    private PosixMqSender sender() {
        PosixMqSender known = sender;
        if (known == null) {
            throw new IllegalStateException("no queue is open");
        }
        return known;
    }

    private void open() {
        try {
            PosixMessageQueue opened = PosixMessageQueue.open(name, PosixAccess.WRITE);
            queue = opened;
            sender = PosixMqSender.create(opened, options);
        } catch (ErrnoException refused) {
            if (NamedPosixMqReceiver.isMissing(refused)) {
                nextLook = loop.schedule(NamedPosixMqReceiver.BETWEEN_LOOKS.toNanos(), this::look);
            } else {
                failPending(refused);
            }
        }
    }

    private void look() {
        nextLook = null;
        goOn();
    }

    /** One send. It is pending, or with the sender, or over. */
    private final class Send {
        private final PosixMessage message;
        private final long timeoutNanos;
        private final long startNanos = System.nanoTime();
        private final MonoSink<Void> sink;
        private volatile boolean cancelled;
        private volatile @Nullable Sending sending;

        // On the loop's thread only.
        private long place;
        private boolean isWithSender;
        private @Nullable Timeout timeout;

        Send(PosixMessage message, long timeoutNanos, MonoSink<Void> sink) {
            this.message = message;
            this.timeoutNanos = timeoutNanos;
            this.sink = sink;
        }

        private long nanosLeft() {
            return Math.max(0, timeoutNanos - (System.nanoTime() - startNanos));
        }

        void startTimeout() {
            if (timeoutNanos != Limit.NEVER) {
                timeout = loop.schedule(nanosLeft(), this::timedOut);
            }
        }

        private void timedOut() {
            timeout = null;
            if (pending.remove(this)) {
                failed(new SendTimeoutException(
                        "mq_timedsend",
                        name,
                        "There was no queue of this name in time: start its owner, or wait longer."));
            }
        }

        void start(PosixMqSender by) {
            stopTimeout();
            withSender++;
            isWithSender = true;
            (timeoutNanos == Limit.NEVER ? by.send(message) : by.send(message, Duration.ofNanos(nanosLeft())))
                    .subscribe(new Sending(this));
        }

        private void sent() {
            leaveSender();
            sink.success();
            goOn();
        }

        private void refused(Throwable cause) {
            leaveSender();
            if (cause instanceof QueueRemovedException && !closed) {
                removed = true;
                startTimeout();
                pending.add(this);
            } else {
                failed(cause);
            }
            goOn();
        }

        private void leaveSender() {
            if (isWithSender) {
                isWithSender = false;
                withSender--;
            }
        }

        void failed(Throwable cause) {
            stopTimeout();
            sink.error(cause);
        }

        /** From its return on, the message is not sent. From any thread. */
        void cancel() {
            cancelled = true; // before the look at the attempt: this sees it, or it sees the cancel
            Sending underWay = sending;
            if (underWay != null) {
                underWay.cancel();
            }
            onLoop(this::leave);
        }

        private void leave() {
            pending.remove(this);
            leaveSender();
            stopTimeout();
            goOn();
        }

        private void stopTimeout() {
            Timeout limit = timeout;
            if (limit != null) {
                timeout = null;
                limit.cancel();
            }
        }
    }

    /** One attempt of a send with the sender of a queue. */
    private static final class Sending extends BaseSubscriber<Void> {
        private final Send send;

        Sending(Send send) {
            this.send = send;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            send.sending = this;
            if (send.cancelled) {
                cancel();
            }
        }

        @Override
        protected void hookOnComplete() {
            send.sent();
        }

        @Override
        protected void hookOnError(Throwable cause) {
            send.refused(cause);
        }
    }
}
