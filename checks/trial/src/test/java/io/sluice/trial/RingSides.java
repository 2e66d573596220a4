package io.sluice.trial;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingProducer;
import io.sluice.testing.Bounds;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Begins to use a ring whose last consumer or one producer was closed or killed. The kernel drops the lock of that one with its
 * file. A process that reads {@code /proc/PID/fdinfo} at this time holds the file, and so the lock, for a moment longer.
 */
public final class RingSides {
    private static final long PAUSE_NANOS = 100_000;

    private RingSides() {}

    /** Becomes the next consumer. */
    public static RingConsumer consumer(Ring ring) {
        return once(ring::consumer);
    }

    /** Becomes the next producer. */
    public static RingProducer producer(Ring ring) {
        return once(ring::producer);
    }

    private static <T> T once(Supplier<T> begin) {
        long begun = System.nanoTime();
        while (true) {
            try {
                return begin.get();
            } catch (ErrnoException busy) {
                if (busy.errno() != Errno.EBUSY || System.nanoTime() - begun > Bounds.SOON.toNanos()) {
                    throw busy;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
