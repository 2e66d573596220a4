package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.SendHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.Pollable;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends to a POSIX queue: a descriptor tells readiness, and the kernel itself keeps deadlines. */
final class PosixSendTarget implements SendTarget<PosixMessage> {
    private final PosixMessageQueue queue;

    PosixSendTarget(PosixMessageQueue queue) {
        this.queue = queue;
    }

    @Override
    public boolean trySend(PosixMessage message) {
        return queue.trySend(message);
    }

    @Override
    public KernelWait sendInTurn(PosixMessage message, @Nullable Instant deadline, SendHandler handler) {
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
