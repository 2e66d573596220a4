package io.sluice.testing;

/** The random numbers of {@code next_random} in {@code seeded.h}, so that both sides of a queue can draw the same: SplitMix64. */
public final class SeededNumbers {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * Begins anew.
     *
     * @param seed where the numbers begin
     */
    public SeededNumbers(long seed) {
        state = seed;
    }

    /**
     * Draws a number.
     *
     * @return the next one, without a sign
     */
    public long next() {
        state += STEP;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
