package io.sluice.epoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How long a loop has slept, and how late its timeouts were. Written on the loop's thread alone, without a barrier. The clock is
 * read once more for each sleep.
 */
final class LoopMeter {
    private static final VarHandle STATE = handle("state");
    private static final VarHandle AWAKE_SINCE = handle("awakeSince");
    private static final VarHandle TIMEOUTS = handle("timeouts");
    private static final VarHandle LATENESS_NANOS = handle("latenessNanos");
    private static final VarHandle ENDED = handle("ended");

    /** The clock of this class begins here, and has passed 0 already. */
    private final long origin = System.nanoTime() - 1;

    /**
     * While the loop is awake, for how long it has slept so far: it was busy for the rest. While it sleeps, for how long it was
     * busy, with a minus. One number, so that another thread never sees a half of a change.
     */
    private long state;

    private long lastLook;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private long awakeSince;

    private long timeouts;
    private long latenessNanos;
    /** 0 until the loop has ended. */
    @SuppressWarnings("UnusedVariable") // read through its handle
    private long ended;

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(LoopMeter.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long clock() {
        return System.nanoTime() - origin;
    }

    /** Reads the clock of the JVM before the loop may sleep. */
    long nanoTime() {
        lastLook = clock();
        return lastLook + origin;
    }

    /** The loop is about to sleep. */
    void sleeps() {
        STATE.setOpaque(this, state - lastLook);
    }

    /** The loop sleeps no more, if it did. */
    void wakes() {
        if (state < 0) {
            long now = clock();
            AWAKE_SINCE.setOpaque(this, now);
            STATE.setOpaque(this, now + state);
        }
    }

    /** A timeout was due this long ago. */
    void late(long nanos) {
        LATENESS_NANOS.setOpaque(this, latenessNanos + nanos);
        TIMEOUTS.setOpaque(this, timeouts + 1);
    }

    /** The loop has ended. */
    void ends() {
        ENDED.setOpaque(this, clock());
    }

    /** From any thread: what was measured so far. */
    EventLoopLoad load() {
        long seen;
        long now;
        long end;
        do {
            seen = (long) STATE.getVolatile(this);
            now = clock();
            end = (long) ENDED.getVolatile(this); // behind the clock: one that ends later is not in this look
        } while (seen != (long) STATE.getVolatile(this)); // it slept or woke up meanwhile, so this was not its time
        now = end != 0 ? end : now;
        return new EventLoopLoad(
                now,
                seen < 0 ? -seen : now - seen,
                seen < 0 || end != 0 ? 0 : Math.max(0, now - (long) AWAKE_SINCE.getOpaque(this)),
                (long) TIMEOUTS.getOpaque(this),
                (long) LATENESS_NANOS.getOpaque(this));
    }
}
