package io.sluice.epoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a loop's thread is at, for another thread to see: two stores a callback, without a barrier and without a look at
 * the clock. Written on the loop's thread alone.
 */
final class LoopProgress {
    private static final VarHandle RUNNING;
    private static final VarHandle COUNT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RUNNING = lookup.findVarHandle(LoopProgress.class, "running", Object.class);
            COUNT = lookup.findVarHandle(LoopProgress.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("UnusedVariable") // read through its handle
    private @Nullable Object running;

    private long count;

    /** A handler or a task is about to be called. */
    void begins(Object callback) {
        COUNT.setOpaque(this, count + 1);
        RUNNING.setOpaque(this, callback);
    }

    /** Nothing runs: the thread is about to wait for events. */
    void rests() {
        RUNNING.setOpaque(this, null);
    }

    /** On any thread: what runs, or null. */
    @Nullable
    Object running() {
        return RUNNING.getOpaque(this);
    }

    /** On any thread: the same number at two looks means that the same callback runs. */
    long count() {
        return (long) COUNT.getOpaque(this);
    }
}
