package io.sluice.ring;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.ErrnoException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages on a waiting thread, one after the other.
 *
 * @param <T> what is made of each
 */
final class MessageReceive<T> implements BlockingCall, RingSleep.Condition {
    private final RingReading reading;
    private final GuardedWait wait;
    private final MessageIntake<T> intake;
    private final ReceiveHandler<T> handler;
    private @Nullable T message;

    MessageReceive(RingReading reading, GuardedWait wait, MessageIntake<T> intake, ReceiveHandler<T> handler) {
        this.reading = reading;
        this.intake = intake;
        this.wait = wait;
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    public String function() {
        return RingReading.CALL;
    }

    @Override
    public void began(KernelWait begun) {
        wait.began(begun);
        handler.began(begun);
    }

    @Override
    public long call() {
        return wait.await(this);
    }

    @Override
    public boolean holds() {
        message = reading.poll(intake);
        return message != null;
    }

    @Override
    public long nanosToLook() {
        return reading.nanosToLook();
    }

    @Override
    public boolean returned(long result) {
        T taken = message;
        message = null;
        return taken != null && handler.received(taken);
    }

    @Override
    public ErrnoException failure(int errno) {
        return wait.failure(errno);
    }

    @Override
    public void failed(ErrnoException cause) {
        handler.notReceived(cause);
    }

    @Override
    public void interrupted(@Nullable ErrnoException cause) {
        handler.notReceived(cause);
    }

    @Override
    public void release() {
        wait.release();
    }
}
