package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** A call that a test makes up, and a record of what became of it. An interruption is recorded as {@code -EINTR}. */
final class FakeCall implements BlockingCall {
    static final long INTERRUPTED = -4;

    final AtomicInteger ends = new AtomicInteger();
    /** How many times the heap has no room for the error of the call. */
    final AtomicInteger shortages = new AtomicInteger();

    final AtomicInteger releases = new AtomicInteger();
    final CompletableFuture<Thread> thread = new CompletableFuture<>();
    volatile ErrnoException cause;
    private final LongSupplier call;
    private final LongPredicate again;
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private volatile Consumer<KernelWait> onBegan = wait -> {};

    FakeCall(LongSupplier call) {
        this(call, result -> false);
    }

    /** A call that is made again where the second function says so. */
    FakeCall(LongSupplier call, LongPredicate again) {
        this.call = call;
        this.again = again;
    }

    FakeCall onBegan(Consumer<KernelWait> action) {
        onBegan = action;
        return this;
    }

    /** Waits for the last result. */
    long result() {
        return result.orTimeout(Bounds.SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    boolean hasResult() {
        return result.isDone();
    }

    @Override
    public String function() {
        return "fake";
    }

    @Override
    public void began(KernelWait wait) {
        onBegan.accept(wait);
    }

    @Override
    public long call() {
        return call.getAsLong();
    }

    @Override
    public boolean returned(long value) {
        if (again.test(value)) {
            return true;
        }
        end(value);
        return false;
    }

    @Override
    public ErrnoException failure(int errno) {
        if (shortages.getAndDecrement() > 0) {
            throw new OutOfMemoryError("expected");
        }
        return new ErrnoException(function(), "/handle", errno, "");
    }

    @Override
    public void failed(ErrnoException failure) {
        end(-failure.errnoNumber());
    }

    @Override
    public void interrupted(ErrnoException why) {
        cause = why;
        end(INTERRUPTED);
    }

    private void end(long value) {
        ends.incrementAndGet();
        thread.complete(Thread.currentThread());
        result.complete(value);
    }

    @Override
    public void release() {
        releases.incrementAndGet();
    }
}
