package io.sluice.reactor.internal.source;

import java.util.concurrent.TimeUnit;

/**
 * Remembers that a wait in the kernel was refused, for want of a descriptor, a thread or memory. Such a shortage ends as a
 * rule, so a second later it is worth another try. On the event loop's thread only.
 */
public final class RetryLater {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean refused;
    private long nextTry;

    /** Nothing was refused so far. */
    public RetryLater() {}

    /** A wait was refused. */
    public void refused() {
        refused = true;
        nextTry = System.nanoTime() + PAUSE_NANOS;
    }

    /** How long not to try; 0 or less where a wait may begin. */
    public long nanosLeft() {
        return refused ? nextTry - System.nanoTime() : 0;
    }

    /** Whether a wait may begin. */
    public boolean mayTry() {
        return nanosLeft() <= 0;
    }
}
