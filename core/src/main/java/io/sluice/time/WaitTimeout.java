package io.sluice.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a wait may take from when this is made, on the monotonic clock. A call that was interrupted by a signal of somebody
 * else and is made again gets what is left.
 */
public final class WaitTimeout {
    private final boolean endless;
    /** On the clock of {@link System#nanoTime()}, where there is an end. */
    private final long deadline;

    /**
     * Begins.
     *
     * @param timeout null to wait without end, which 292 years or more mean as well
     * @throws IllegalArgumentException if it is negative
     */
    public WaitTimeout(@Nullable Duration timeout) {
        long nanos = timeout == null ? Nanos.FOR_EVER : Nanos.of(timeout, "timeout");
        endless = nanos == Nanos.FOR_EVER;
        deadline = System.nanoTime() + nanos;
    }

    /** Whether the wait has no end. */
    public boolean isEndless() {
        return endless;
    }

    /** When the time is over, on the clock of {@link System#nanoTime()}. Only where there is an end. */
    public long deadline() {
        return deadline;
    }

    /** How many nanoseconds are left: 0 once the time is over, {@link Nanos#FOR_EVER} where there is no end. */
    public long left() {
        return endless ? Nanos.FOR_EVER : Math.max(0, deadline - System.nanoTime());
    }

    /** Whether the time is over. */
    public boolean isOver() {
        return left() == 0;
    }
}
