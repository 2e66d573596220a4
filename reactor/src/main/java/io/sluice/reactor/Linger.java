package io.sluice.reactor;

import java.util.concurrent.TimeUnit;

/**
 * A busy queue that cannot go on is looked at again for some microseconds, before the loop goes to sleep. The process at
 * the other end is most likely about to make a change, and to sleep meanwhile would cost this thread some microseconds,
 * and the other one, which had to wake it, as much.
 *
 * <p>Where that brings nothing, as with a sender that goes from queue to queue, it is time taken from the others on the
 * loop. So a fruitless one lets the next occasions pass, ever more of them, up to a limit.
 *
 * <p>For one stream or line, on the event loop's thread.
 */
final class Linger {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final int SPINS_BETWEEN_LOOKS = 10;
    private static final int MOST_PASSED = 63;

    private int toPass;
    private int passedLast;

    /** Whether to begin at all on this occasion. What came of it is to be {@link #told} then. */
    boolean mayBegin() {
        if (toPass == 0) {
            return true;
        }
        toPass--;
        return false;
    }

    /** Whether to look once more, after a moment in which the queue's lock in the kernel is left to the other process. */
    static boolean goesOn(long begunNanos) {
        for (int i = 0; i < SPINS_BETWEEN_LOOKS; i++) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begunNanos < NANOS;
    }

    /** Says whether there was a change in time. */
    void told(boolean change) {
        passedLast = change ? 0 : Math.min(2 * passedLast + 1, MOST_PASSED);
        toPass = passedLast;
    }
}
