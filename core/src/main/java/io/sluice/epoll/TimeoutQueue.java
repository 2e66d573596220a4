package io.sluice.epoll;

import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The timeouts of one loop, the next one first. Removal is as cheap as adding: most timeouts never run out. */
final class TimeoutQueue {
    /** Longer waits than some 146 years would overflow the comparison of two {@code nanoTime} values. */
    private static final long LONGEST = Long.MAX_VALUE >> 1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TreeSet<Timeout> byDeadline = new TreeSet<>();
    private final LoopMeter meter;
    private long sequence;

    TimeoutQueue(LoopMeter meter) {
        this.meter = meter;
    }

    Timeout add(long now, long delayNanos, Runnable task) {
        long delay = Math.max(0, Math.min(delayNanos, LONGEST));
        Timeout added = new Timeout(this, task, now + delay, sequence++);
        byDeadline.add(added);
        return added;
    }

    void remove(Timeout timeout) {
        byDeadline.remove(timeout);
    }

    /** Runs the tasks of the timeouts whose time has come. */
    void run(long now, Consumer<Runnable> runner) {
        for (Timeout due = pollExpired(now); due != null; due = pollExpired(now)) {
            meter.late(now - due.deadlineNanos());
            runner.accept(due.task());
        }
    }

    /** Takes out the next timeout if its time has come. */
    @Nullable
    Timeout pollExpired(long now) {
        if (byDeadline.isEmpty() || byDeadline.first().deadlineNanos() - now > 0) {
            return null;
        }
        return byDeadline.pollFirst();
    }

    /** How long {@code epoll_wait} may sleep: rounded up, so that no timeout runs early; -1 for ever. */
    int millisToNext(long now) {
        if (byDeadline.isEmpty()) {
            return -1;
        }
        long left = byDeadline.first().deadlineNanos() - now;
        long millis = left <= 0 ? 0 : (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    void clear() {
        byDeadline.clear();
    }
}
