package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.SendTurn;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down how a place in the kernel's line ended, and that it ended once. */
final class RecordedTurn implements SendTurn, ReceiveTurn {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean sent;
    private volatile PosixMessage message;
    private volatile ErrnoException cause;

    @Override
    public void sent() {
        sent = true;
        end();
    }

    @Override
    public void notSent(ErrnoException why) {
        cause = why;
        end();
    }

    @Override
    public void received(PosixMessage received) {
        message = received;
        end();
    }

    @Override
    public void notReceived(ErrnoException why) {
        cause = why;
        end();
    }

    private void end() {
        calls.incrementAndGet();
        ended.countDown();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits for the end. */
    RecordedTurn await() {
        try {
            assertThat(ended.await(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS))
                    .as("the turn must end")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(calls).as("the turn must end once").hasValue(1);
        return this;
    }

    boolean wasSent() {
        return sent;
    }

    PosixMessage message() {
        return message;
    }

    ErrnoException cause() {
        return cause;
    }
}
