package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call without a kernel object behind it, which counts how often it is made and what became of it. */
public final class CountedCall implements BlockingCall {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger releases = new AtomicInteger();
    private volatile Consumer<KernelWait> whenKnown = begun -> {};
    private volatile boolean returned;
    private volatile @Nullable ErrnoException cause;
    private volatile @Nullable KernelWait wait;

    /** Begins to wait in a set of its own. */
    public KernelWait begin() {
        return begin(begun -> {});
    }

    /** Begins to wait in a set of its own; with what to do as soon as the wait is known. */
    public KernelWait begin(Consumer<KernelWait> known) {
        whenKnown = known;
        return new WaitSet("nothing", null).begin(this);
    }

    /** How often the call was made. */
    public int made() {
        return made.get();
    }

    /** How many ends were signalled. */
    public int ends() {
        return ends.get();
    }

    /** How often what it needs was given back. */
    public int releases() {
        return releases.get();
    }

    /** Whether the end was that of the call. */
    public boolean hasReturned() {
        return returned;
    }

    /** Why it was interrupted. */
    public @Nullable ErrnoException cause() {
        return cause;
    }

    /** The wait, once it began. */
    public @Nullable KernelWait begun() {
        return wait;
    }

    /** Waits until no thread works on it: it never began, or its thread is free again. */
    public void awaitOver() {
        KernelWait begun = wait;
        while (begun != null && !begun.hasReleasedThread()) {
            Thread.yield(); // the waiting thread may need this processor
        }
    }

    @Override
    public String function() {
        return "nothing";
    }

    @Override
    public void began(KernelWait begun) {
        wait = begun;
        whenKnown.accept(begun);
    }

    @Override
    public long call() {
        return made.incrementAndGet();
    }

    @Override
    public boolean returned(long result) {
        returned = true;
        ends.incrementAndGet();
        return false;
    }

    @Override
    public ErrnoException failure(int errno) {
        return new ErrnoException(function(), "", errno, "");
    }

    @Override
    public void failed(ErrnoException failure) {
        ends.incrementAndGet();
    }

    @Override
    public void interrupted(@Nullable ErrnoException why) {
        cause = why;
        ends.incrementAndGet();
    }

    @Override
    public void release() {
        releases.incrementAndGet();
    }
}
