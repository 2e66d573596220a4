package io.sluice.reactor.internal.source;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Timeout;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A timeout on an event loop for a source that another thread owns. */
final class Expiry {
    private final EventLoop loop;
    private final long nanos;
    private final Runnable task;

    /** The event loop's. */
    private @Nullable Timeout timeout;

    Expiry(EventLoop loop, long nanos, Runnable task) {
        this.loop = loop;
        this.nanos = nanos;
        this.task = task;
    }

    /** Begins to count. The task runs on the loop's thread. */
    void start() {
        loop.execute(this::schedule);
    }

    /** Without room for a timeout the time is over at once: nobody would look again. */
    private void schedule() {
        try {
            timeout = loop.schedule(nanos, task);
        } catch (OutOfMemoryError noRoom) {
            task.run();
        }
    }

    /** From any thread; the task may still run. */
    void cancelSoon() {
        try {
            loop.execute(this::cancel);
        } catch (RejectedExecutionException | OutOfMemoryError refused) {
            return; // a loop that has ended keeps no timeout; and one that runs later finds nothing to do
        }
    }

    private void cancel() {
        Timeout limit = timeout;
        if (limit != null) {
            timeout = null;
            limit.cancel();
        }
    }
}
