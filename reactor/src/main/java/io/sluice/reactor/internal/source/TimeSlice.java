package io.sluice.reactor.internal.source;

import java.util.concurrent.TimeUnit;

/** How long a descriptor that always lets its stream or its sends go on may keep the others of its loop waiting. */
public final class TimeSlice {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private TimeSlice() {}

    /** Whether another portion may follow in the time slice that began then, on the clock of {@link System#nanoTime()}. */
    public static boolean goesOn(long begunNanos) {
        return System.nanoTime() - begunNanos < NANOS;
    }
}
