package io.sluice.reactor;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.SendHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A queue that counts the turns in its line. */
class CountingTarget implements SendTarget<PosixMessage> {
    final PosixMessageQueue queue;
    final PosixSendTarget target;
    final AtomicInteger turns = new AtomicInteger();

    CountingTarget(PosixMessageQueue queue) {
        this.queue = queue;
        target = new PosixSendTarget(queue);
    }

    @Override
    public boolean trySend(PosixMessage message) {
        return target.trySend(message);
    }

    @Override
    public KernelWait sendInTurn(PosixMessage message, @Nullable Instant deadline, SendHandler handler) {
        turns.incrementAndGet();
        return target.sendInTurn(message, deadline, handler);
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
