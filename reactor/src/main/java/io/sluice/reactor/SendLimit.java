package io.sluice.reactor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a send may wait for room.
 *
 * @param nanos a span on the monotonic clock from the subscription, or {@link #NEVER}
 * @param deadline a time on the wall clock; null where there is none
 * @param immediate whether a full queue is an error of its own, rather than a timeout
 */
record SendLimit(long nanos, @Nullable Instant deadline, boolean immediate) {
    static final long NEVER = Long.MAX_VALUE;

    static final SendLimit NONE = new SendLimit(NEVER, null, false);
    static final SendLimit IMMEDIATE = new SendLimit(0, null, true);

    static SendLimit within(Duration timeout) {
        return new SendLimit(nanosOf(timeout), null, false);
    }

    static SendLimit until(Instant deadline) {
        return new SendLimit(NEVER, deadline, false);
    }

    static Duration checkTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, but was " + timeout);
        }
        return timeout;
    }

    /** A duration of 292 years or more does not fit in a {@code long} of nanoseconds, and means for ever anyway. */
    static long nanosOf(Duration timeout) {
        try {
            return checkTimeout(timeout).toNanos();
        } catch (ArithmeticException tooLong) {
            return NEVER;
        }
    }
}
