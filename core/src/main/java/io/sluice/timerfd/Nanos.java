package io.sluice.timerfd;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Spans and times as nanoseconds, which is how the kernel keeps them: in 63 bits, and clipped to them. */
final class Nanos {
    private static final long PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private Nanos() {}

    /** A span, or the longest one there is. */
    static long of(Duration span, String what) {
        Objects.requireNonNull(span, what);
        if (span.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but was " + span);
        }
        return clipped(span.getSeconds(), span.getNano());
    }

    /** The time since 1970, or the latest one there is. */
    static long of(Instant time) {
        Objects.requireNonNull(time, "time");
        if (time.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException(
                    "the wall clock of a timer begins at " + Instant.EPOCH + ", and " + time + " is before");
        }
        return clipped(time.getEpochSecond(), time.getNano());
    }

    private static long clipped(long seconds, int nanos) {
        boolean tooLong = seconds > Long.MAX_VALUE / PER_SECOND - 1;
        return tooLong ? Long.MAX_VALUE : seconds * PER_SECOND + nanos;
    }

    static long seconds(long nanos) {
        return nanos / PER_SECOND;
    }

    static long rest(long nanos) {
        return nanos % PER_SECOND;
    }
}
