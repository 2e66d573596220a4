package io.sluice.reactor;

import java.util.concurrent.TimeUnit;

/**
 * Remembers that a turn in the kernel's line could not be had, for want of a descriptor, a thread or memory. Such a
 * shortage ends as a rule, so after a second it is worth another try. On the event loop's thread only.
 */
final class RefusedTurns {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean refused;
    private long nextTry;

    void refused() {
        refused = true;
        nextTry = System.nanoTime() + PAUSE_NANOS;
    }

    /** How long not to try; 0 or less where a turn may be taken. */
    long nanosLeft() {
        return refused ? nextTry - System.nanoTime() : 0;
    }

    boolean mayTry() {
        return nanosLeft() <= 0;
    }
}
