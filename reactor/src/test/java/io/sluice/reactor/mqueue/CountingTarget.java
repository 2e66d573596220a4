package io.sluice.reactor.mqueue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.internal.queue.Target;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A queue that counts the blocking sends to it. */
class CountingTarget implements Target<PosixMessage> {
    final PosixMessageQueue queue;
    final PosixMqTarget target;
    final AtomicInteger blockingSends = new AtomicInteger();

    CountingTarget(PosixMessageQueue queue) {
        this.queue = queue;
        target = new PosixMqTarget(queue, MetricsRecorder.none());
    }

    @Override
    public Attempt attempt(PosixMessage message) {
        return trySend(message) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    boolean trySend(PosixMessage message) {
        return queue.trySend(message);
    }

    @Override
    public KernelWait block(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
        blockingSends.incrementAndGet();
        return target.block(message, deadline, handler);
    }

    @Override
    public Pollable pollable() {
        return queue;
    }

    @Override
    public int batch() {
        return target.batch();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return target.isFinal(error);
    }

    @Override
    public ErrnoException full() {
        return target.full();
    }

    @Override
    public ErrnoException timedOut() {
        return target.timedOut();
    }

    @Override
    public ClosedHandleException closed() {
        return target.closed();
    }
}
