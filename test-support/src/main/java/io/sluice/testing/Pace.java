package io.sluice.testing;

import java.util.SplittableRandom;

/**
 * How long a test of many rounds waits before it ends what it has begun. The longest wait grows while nothing comes of the
 * rounds and shrinks while something does, so that about every second round is decided either way: on a fast machine, and
 * on one whose processors are wanted by others. For one thread.
 */
public final class Pace {
    private static final double STEP = 1.02;
    private static final double SHORTEST_NANOS = 1_000;
    private static final double LONGEST_NANOS = 5_000_000;

    private final SplittableRandom random;
    private double mostNanos;

    /**
     * Begins with a guess.
     *
     * @param random where the waits come from
     * @param mostNanos the longest wait of the first round, in nanoseconds
     */
    public Pace(SplittableRandom random, long mostNanos) {
        this.random = random;
        this.mostNanos = mostNanos;
    }

    /** Waits up to the longest wait, without giving the processor away: the moment is what matters. */
    public void spin() {
        spin(random.nextLong((long) mostNanos));
    }

    /**
     * Waits without giving the processor away.
     *
     * @param nanos how long, in nanoseconds
     */
    public static void spin(long nanos) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < nanos) {
            Thread.onSpinWait();
        }
    }

    /**
     * Says how the round went.
     *
     * @param came whether there was something before the end
     */
    public void ended(boolean came) {
        mostNanos = came ? Math.max(mostNanos / STEP, SHORTEST_NANOS) : Math.min(mostNanos * STEP, LONGEST_NANOS);
    }
}
