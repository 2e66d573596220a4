package io.sluice.reactor;

import java.util.concurrent.TimeUnit;

/**
 * A busy queue that cannot go on is looked at again for some microseconds, before the loop goes to sleep. The process at
 * the other end is most likely about to make a change, and to sleep meanwhile would cost this thread some microseconds,
 * and the other one, which had to wake it, as much.
 */
final class Linger {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final int SPINS_BETWEEN_LOOKS = 10;

    private Linger() {}

    /** Whether to look once more, after a moment in which the queue's lock in the kernel is left to the other process. */
    static boolean goesOn(long begunNanos) {
        for (int i = 0; i < SPINS_BETWEEN_LOOKS; i++) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begunNanos < NANOS;
    }
}
