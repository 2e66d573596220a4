package io.sluice.reactor.internal.source;

import java.util.concurrent.TimeUnit;

/**
 * A busy queue that cannot go on is looked at again for some microseconds, before the loop goes to sleep. The process at
 * the other end is most likely about to make a change. To sleep meanwhile would cost this thread some microseconds, and the
 * other process, which has to wake it up, as many.
 *
 * <p>A spin that brings nothing, as with a sender that goes from queue to queue, takes time from the others on the loop. So
 * the next occasions pass without one: more of them after each fruitless spin, up to a limit.
 *
 * <p>For one stream or one sender, on the event loop's thread.
 */
public final class Spin {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final int PAUSES_BETWEEN_LOOKS = 10;
    private static final int MOST_PASSED = 63;

    private int toPass;
    private int passedLast;

    /** A spin that the first occasion begins. */
    public Spin() {}

    /** Whether to spin on this occasion. {@link #ended} follows then. */
    public boolean mayBegin() {
        if (toPass == 0) {
            return true;
        }
        toPass--;
        return false;
    }

    /** Whether to look once more, after a moment in which the queue's lock in the kernel is left to the other process. */
    public static boolean goesOn(long begunNanos) {
        for (int i = 0; i < PAUSES_BETWEEN_LOOKS; i++) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begunNanos < NANOS;
    }

    /** The spin is over; with whether there was a change in time. */
    public void ended(boolean change) {
        passedLast = change ? 0 : Math.min(2 * passedLast + 1, MOST_PASSED);
        toPass = passedLast;
    }
}
