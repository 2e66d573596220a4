package io.sluice.trial.race;

import java.util.Random;

/**
 * Chooses how much later the second event of a race begins than the first one, so that in the course of the rounds the time
 * which the one takes overlaps with that of the other at every offset. How long they take is measured all the while: the calls
 * themselves, and how long after the earlier one the library has shown its effect.
 *
 * <p>Half of the rounds are spread evenly from "the second has just ended when the first begins" to the contrary, and half
 * around the moment of the effect, where the decision falls.
 */
final class Windows {
    private static final double WEIGHT = 1.0 / 64;
    private static final double GROWTH = 1 + 1.0 / 128;
    private static final double LONGEST_EFFECT_NANOS = 3_000_000;
    private static final double SHARE_OF_MARGIN = 0.25;
    private static final double MARGIN_NANOS = 500;

    private final Random random;
    private double first = 1_000;
    private double second = 1_000;
    private double effect;

    Windows(Random random, long expectedEffectNanos) {
        this.random = random;
        effect = (double) expectedEffectNanos;
    }

    /** Nanoseconds by which the second event comes later; negative where it comes earlier. */
    long offset() {
        double earliest = -Math.max(second, effect) * (1 + SHARE_OF_MARGIN) - MARGIN_NANOS;
        double latest = Math.max(first, effect) * (1 + SHARE_OF_MARGIN) + MARGIN_NANOS;
        if (random.nextBoolean()) {
            return (long) (earliest + random.nextDouble() * (latest - earliest));
        }
        double around = random.nextBoolean() ? effect - second : first - effect;
        double width = first + second + effect / 8;
        return (long) Math.max(earliest, Math.min(latest, around + random.nextGaussian() * width));
    }

    /** What a round took: the two calls, and the time from the earlier one to the effect; 0 for no effect. */
    void measured(long firstNanos, long secondNanos, long effectNanos) {
        first = follow(first, firstNanos);
        second = follow(second, secondNanos);
        // Where no effect is seen, the other event may have been too early for it again and again.
        effect = effectNanos > 0 ? follow(effect, effectNanos) : Math.min(effect * GROWTH, LONGEST_EFFECT_NANOS);
    }

    /** A mean that a round in which the thread was put aside does not spoil. */
    private static double follow(double mean, long sample) {
        return mean + WEIGHT * (Math.min((double) sample, 4 * mean + MARGIN_NANOS) - mean);
    }

    @Override
    public String toString() {
        return String.format(
                "windows of %.1f and %.1f us, effect after %.1f us", first / 1e3, second / 1e3, effect / 1e3);
    }
}
