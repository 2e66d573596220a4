package io.sluice.reactor.ring;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.Pollable;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.Target;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes to a ring. Its consumer wakes up who waits for room, and no descriptor does. */
final class RingTarget implements Target<RingMessage> {
    /** A ring is counted in bytes, so there is no number of messages to go by. */
    private static final int BATCH = 256;

    private final RingProducer producer;
    private final @Nullable OperationRecorder recorder;

    RingTarget(RingProducer producer, MetricsRecorder metrics) {
        this.producer = producer;
        recorder = OperationRecorders.sending(metrics, () -> MeteredObject.of("ring", producer.name()));
    }

    @Override
    public @Nullable OperationRecorder recorder() {
        return recorder;
    }

    @Override
    public long bytes(RingMessage message) {
        return message.size();
    }

    @Override
    public Attempt attempt(RingMessage message) {
        return producer.tryWrite(message) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(RingMessage message, @Nullable Instant deadline, WaitHandler handler) {
        return producer.blockingWrite(message, handler);
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
        return error instanceof ClosedHandleException || error instanceof RingCorruptedException;
    }

    @Override
    public ErrnoException full() {
        return new QueueFullException(
                "ring_write", producer.name(), "It has no room for this message: send with a timeout to wait for it.");
    }

    @Override
    public ErrnoException timedOut() {
        return new SendTimeoutException(
                "ring_write",
                producer.name(),
                "The ring stayed full: its consumer is too slow or gone, or the timeout too short.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("ring_write", producer.name(), "The ring was closed while a send waited.");
    }

    @Override
    public String toString() {
        return producer.toString();
    }
}
