package io.sluice.reactor.internal.queue;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.Pollable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Gives permits, with no kernel object behind it: an operation has its effect when it has taken one. */
class PermitTarget implements Target<String> {
    private static final long PAUSE_NANOS = 100_000;

    final AtomicInteger permits;
    final List<String> done = new CopyOnWriteArrayList<>();
    final List<String> undone = new CopyOnWriteArrayList<>();
    final AtomicInteger blocked = new AtomicInteger();
    /** Whether the waiting threads look for permits, or come too late for that. */
    boolean waitsTake = true;

    private final WaitSet waits = new WaitSet("permits", null);

    PermitTarget(int permits) {
        this.permits = new AtomicInteger(permits);
    }

    boolean take(String message) {
        if (permits.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return false;
        }
        done.add(message);
        return true;
    }

    @Override
    public Attempt attempt(String message) {
        return take(message) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(String message, @Nullable Instant deadline, WaitHandler handler) {
        return waits.begin(new Waiting(message, handler));
    }

    @Override
    public void undo(String message) {
        permits.incrementAndGet();
        undone.add(message); // last: who sees it finds the permit
    }

    /** A wait for a permit. Each pause ends as one does that somebody else's signal has interrupted. */
    private final class Waiting implements BlockingCall {
        private final String message;
        private final WaitHandler handler;

        Waiting(String message, WaitHandler handler) {
            this.message = message;
            this.handler = handler;
        }

        @Override
        public String function() {
            return "take";
        }

        @Override
        public void began(KernelWait wait) {
            handler.began(wait);
        }

        @Override
        public long call() {
            blocked.incrementAndGet();
            if (waitsTake && take(message)) {
                return 0;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            return -Errno.EINTR.number();
        }

        @Override
        public boolean returned(long result) {
            handler.done();
            return false;
        }

        @Override
        public ErrnoException failure(int errno) {
            return new ErrnoException("take", "permits", errno, "");
        }

        @Override
        public void failed(ErrnoException cause) {
            handler.notDone(cause);
        }

        @Override
        public void interrupted(@Nullable ErrnoException cause) {
            handler.notDone(cause);
        }

        @Override
        public void release() {
            // It holds nothing.
        }
    }

    @Override
    public @Nullable Pollable pollable() {
        return null;
    }

    @Override
    public int batch() {
        return 4;
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException;
    }

    @Override
    public ErrnoException full() {
        return new QueueFullException("take", "permits", "");
    }

    @Override
    public ErrnoException timedOut() {
        return new SendTimeoutException("take", "permits", "");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("take", "permits", "");
    }
}
