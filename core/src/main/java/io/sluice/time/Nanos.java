package io.sluice.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Spans and times as nanoseconds, which is how the kernel keeps them: in 63 bits, and clipped to them. */
public final class Nanos {
    /** The longest span there is, by which waits have no end. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    private static final long PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private Nanos() {}

    /** A span, or {@link #FOR_EVER} for 292 years and more. */
    public static long of(Duration span, String what) {
        Objects.requireNonNull(span, what);
        if (span.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but was " + span);
        }
        return clipped(span.getSeconds(), span.getNano());
    }

    /** The time since 1970, or the latest one there is. */
    public static long of(Instant time) {
        Objects.requireNonNull(time, "time");
        if (time.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException(
                    "the wall clock of a timer begins at " + Instant.EPOCH + ", and " + time + " is before");
        }
        return clipped(time.getEpochSecond(), time.getNano());
    }

    private static long clipped(long seconds, int nanos) {
        boolean tooLong = seconds > Long.MAX_VALUE / PER_SECOND - 1;
        return tooLong ? FOR_EVER : seconds * PER_SECOND + nanos;
    }
}
