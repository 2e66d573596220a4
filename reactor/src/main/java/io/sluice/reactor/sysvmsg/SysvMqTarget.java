package io.sluice.reactor.sysvmsg;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.Pollable;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.Target;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends to a System V queue: no descriptor notifies of readiness, and the kernel knows no timed send. */
final class SysvMqTarget implements Target<SysvMessage> {
    /** A queue is counted in bytes, so there is no number of messages to go by. */
    private static final int BATCH = 32;

    private final SysvMessageQueue queue;
    private final @Nullable OperationRecorder recorder;

    SysvMqTarget(SysvMessageQueue queue, MetricsRecorder metrics) {
        this.queue = queue;
        recorder = OperationRecorders.sending(metrics, () -> MeteredObject.of(queue));
    }

    @Override
    public @Nullable OperationRecorder recorder() {
        return recorder;
    }

    @Override
    public long bytes(SysvMessage message) {
        return message.size();
    }

    @Override
    public Attempt attempt(SysvMessage message) {
        return queue.trySend(message) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(SysvMessage message, @Nullable Instant deadline, WaitHandler handler) {
        return queue.blockingSend(message, handler);
    }

    @Override
    public @Nullable Pollable pollable() {
        return null;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException || error instanceof QueueRemovedException;
    }

    @Override
    public ErrnoException full() {
        return new QueueFullException(
                "msgsnd", queue.name(), "It has no room for this message: send with a timeout to wait for it.");
    }

    @Override
    public ErrnoException timedOut() {
        return new SendTimeoutException(
                "msgsnd",
                queue.name(),
                "The queue stayed full: its receiver is too slow or gone, or the timeout too short.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("msgsnd", queue.name(), "The queue was closed while a send waited.");
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
