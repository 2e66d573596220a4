package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.SendTurn;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down how a wait in the kernel ended, and that it ended once. */
final class RecordedTurn implements SendTurn, SysvReceiveTurn {
    private final int wanted;
    private final List<SysvMessage> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile boolean sent;
    private volatile ErrnoException cause;
    private volatile KernelWait wait;

    RecordedTurn() {
        this(1);
    }

    RecordedTurn(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public void sent() {
        sent = true;
        ends.incrementAndGet();
    }

    @Override
    public void notSent(ErrnoException why) {
        notReceived(why);
    }

    @Override
    public void began(KernelWait begun) {
        wait = begun;
    }

    @Override
    public boolean received(SysvMessage message) {
        messages.add(message);
        if (messages.size() < wanted) {
            return true;
        }
        ends.incrementAndGet();
        return false;
    }

    @Override
    public void notReceived(ErrnoException why) {
        cause = why;
        ends.incrementAndGet();
    }

    RecordedTurn awaitEnd() {
        Bounds.await("end of the turn").until(this::hasEnded);
        assertThat(ends).hasValue(1);
        return this;
    }

    boolean hasEnded() {
        return ends.get() > 0;
    }

    boolean wasSent() {
        return sent;
    }

    List<SysvMessage> messages() {
        return messages;
    }

    ErrnoException cause() {
        return cause;
    }

    KernelWait begun() {
        return wait;
    }
}
