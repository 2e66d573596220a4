package io.sluice.reactor.internal.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when an operation may wait.
 *
 * @param nanos a span on the monotonic clock from the subscription, or {@link #NEVER}
 * @param deadline a time on the wall clock; null where there is none
 * @param immediate whether a full queue is an error of its own, rather than a timeout
 */
public record Limit(long nanos, @Nullable Instant deadline, boolean immediate) {
    /** A span without end. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Waits without end. */
    public static final Limit NONE = new Limit(NEVER, null, false);

    /** Does not wait. */
    public static final Limit IMMEDIATE = new Limit(0, null, true);

    /** Waits for a span of time. */
    public static Limit within(Duration timeout) {
        return new Limit(nanosOf(timeout), null, false);
    }

    /** Waits until a time on the wall clock. */
    public static Limit until(Instant deadline) {
        return new Limit(NEVER, deadline, false);
    }

    /** Refuses a negative timeout. */
    private static Duration checked(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, but was " + timeout);
        }
        return timeout;
    }

    /** How long it is until then on the wall clock. */
    static long nanosUntil(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        try {
            return Math.min(left.toNanos(), NEVER - 1);
        } catch (ArithmeticException far) {
            return left.isNegative() ? 0 : NEVER - 1;
        }
    }

    /** A timeout of 292 years or more does not fit in a {@code long} of nanoseconds, and means for ever anyway. */
    public static long nanosOf(Duration timeout) {
        try {
            return checked(timeout).toNanos();
        } catch (ArithmeticException tooLong) {
            return NEVER;
        }
    }
}
