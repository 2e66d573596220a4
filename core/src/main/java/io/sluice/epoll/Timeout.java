package io.sluice.epoll;

/**
 * A task that an event loop runs after a delay. Use it on the event loop's thread only.
 *
 * <pre>{@code
 * loop.execute(() -> {
 *     Timeout timeout = loop.schedule(TimeUnit.SECONDS.toNanos(1), () -> System.out.println("too late"));
 *     timeout.cancel();
 * });
 * }</pre>
 */
public final class Timeout implements Comparable<Timeout> {
    private final TimeoutQueue queue;
    private final Runnable task;
    private final long deadlineNanos;
    private final long sequence;

    Timeout(TimeoutQueue queue, Runnable task, long deadlineNanos, long sequence) {
        this.queue = queue;
        this.task = task;
        this.deadlineNanos = deadlineNanos;
        this.sequence = sequence;
    }

    /** Cancels the task. Does nothing if it ran already. */
    public void cancel() {
        queue.remove(this);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    Runnable task() {
        return task;
    }

    @Override
    public int compareTo(Timeout other) {
        // nanoTime values are compared by their difference, because they may overflow.
        long difference = deadlineNanos - other.deadlineNanos;
        return difference != 0 ? Long.signum(difference) : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
