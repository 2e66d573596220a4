package io.sluice.time;

import io.sluice.libc.ClockLayouts;
import io.sluice.memory.NativeMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** A {@code struct timespec} in memory of its own, which one call after the other uses. For one thread at a time. */
public final class Timespec {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final NativeMemory memory = NativeMemory.allocate(ClockLayouts.TIMESPEC_SIZE);

    /**
     * The address of a span, as calls take it that wait.
     *
     * @param nanos 0 or more
     * @return 0 for {@link Nanos#FOR_EVER}: without a timespec, such calls wait without end
     */
    public long of(long nanos) {
        if (nanos == Nanos.FOR_EVER) {
            return 0;
        }
        put(memory.bytes(), 0, nanos);
        return memory.address();
    }

    /** Writes a span or a time into other memory. */
    public static void put(ByteBuffer bytes, int at, long nanos) {
        bytes.putLong(at + ClockLayouts.TIMESPEC_SEC, nanos / SECOND);
        bytes.putLong(at + ClockLayouts.TIMESPEC_NSEC, nanos % SECOND);
    }

    /** Behind the last call with it. */
    public void keepAlive() {
        memory.keepAlive();
    }
}
