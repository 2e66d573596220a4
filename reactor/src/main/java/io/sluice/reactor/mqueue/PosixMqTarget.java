package io.sluice.reactor.mqueue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.Pollable;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.UnlinkWatch;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.Target;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends to a POSIX queue: its descriptor notifies of readiness, and the kernel itself keeps deadlines. */
final class PosixMqTarget implements Target<PosixMessage> {
    private final PosixMessageQueue queue;
    private final @Nullable OperationRecorder recorder;

    /** On the event loop's thread only. */
    private boolean unlinked;

    private Runnable onUnlink = () -> {};

    PosixMqTarget(PosixMessageQueue queue, MetricsRecorder metrics) {
        this.queue = queue;
        recorder = OperationRecorders.sending(metrics, () -> MeteredObject.of(queue));
    }

    @Override
    public @Nullable OperationRecorder recorder() {
        return recorder;
    }

    @Override
    public long bytes(PosixMessage message) {
        return message.size();
    }

    @Override
    public void started(EventLoop loop, Consumer<Throwable> end) {
        if (queue.whenUnlinked() == WhenUnlinked.FAIL) {
            onUnlink = () -> {
                unlinked = true;
                end.accept(removed());
            };
            UnlinkWatch.start(queue, loop, new Unlinked(this));
        }
    }

    /** The watch lives as long as the queue is open, and it must not hold a sender that nobody uses any more. */
    private static final class Unlinked implements Runnable {
        private final WeakReference<PosixMqTarget> target;

        Unlinked(PosixMqTarget target) {
            this.target = new WeakReference<>(target);
        }

        @Override
        public void run() {
            PosixMqTarget used = target.get();
            if (used != null) {
                used.onUnlink.run();
            }
        }
    }

    private QueueRemovedException removed() {
        return QueueRemovedException.unlinked("mq_send", queue.name());
    }

    @Override
    public Attempt attempt(PosixMessage message) {
        if (unlinked) {
            throw removed();
        }
        return queue.trySend(message) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
        return queue.blockingSend(message, deadline, handler);
    }

    @Override
    public Pollable pollable() {
        return queue;
    }

    @Override
    public int batch() {
        return queue.maxMessages();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException || error instanceof QueueRemovedException;
    }

    @Override
    public ErrnoException full() {
        return new QueueFullException(
                "mq_send",
                queue.name(),
                "It holds " + queue.maxMessages() + " messages: send with a timeout to wait for room.");
    }

    @Override
    public ErrnoException timedOut() {
        return new SendTimeoutException(
                "mq_timedsend",
                queue.name(),
                "The queue stayed full (" + queue.maxMessages() + " messages): its receiver is too slow or gone, or the"
                        + " timeout too short.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("mq_send", queue.name(), "The queue was closed while a send waited.");
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
