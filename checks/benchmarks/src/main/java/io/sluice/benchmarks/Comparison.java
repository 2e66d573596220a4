package io.sluice.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the table: what a contestant has measured, against another one in the same rounds or by itself.
 *
 * @param metric what is compared
 * @param contestant whose number it is
 * @param against the contestant that it is compared with; null for the number itself
 * @param relation how it is compared with that
 * @param goal what it is to be; null where it is only stated
 */
record Comparison(
        Metric metric,
        String contestant,
        @Nullable String against,
        Relation relation,
        @Nullable Goal goal) {
    /** How two numbers of a round become one. */
    enum Relation {
        RATIO(" / "),
        DIFFERENCE(" − ");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        private double of(double own, double other) {
            return this == RATIO ? own / other : own - other;
        }
    }

    /** Against another, with a goal. */
    static Comparison ratio(Metric metric, String contestant, String against, Goal goal) {
        return new Comparison(metric, contestant, against, Relation.RATIO, goal);
    }

    /** Against another, only stated. */
    static Comparison ratio(Metric metric, String contestant, String against) {
        return new Comparison(metric, contestant, against, Relation.RATIO, null);
    }

    /** How much more than another, with a goal. */
    static Comparison difference(Metric metric, String contestant, String against, Goal goal) {
        return new Comparison(metric, contestant, against, Relation.DIFFERENCE, goal);
    }

    /** How much more than another, only stated. */
    static Comparison difference(Metric metric, String contestant, String against) {
        return new Comparison(metric, contestant, against, Relation.DIFFERENCE, null);
    }

    /** By itself. */
    static Comparison value(Metric metric, String contestant, @Nullable Goal goal) {
        return new Comparison(metric, contestant, null, Relation.RATIO, goal);
    }

    /** What it says, for the table. */
    String text() {
        return contestant + (against == null ? ", " : relation.sign + against + ", ") + metric.name();
    }

    /**
     * A bound.
     *
     * @param atLeast whether the number is to be no less; no more otherwise
     * @param bound the bound itself
     */
    record Goal(boolean atLeast, double bound) {
        static Goal atLeast(double bound) {
            return new Goal(true, bound);
        }

        static Goal atMost(double bound) {
            return new Goal(false, bound);
        }

        boolean isMetBy(double value) {
            return atLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return (atLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, bound < 2 ? "%.2f" : "%.0f", bound);
        }
    }

    /** The numbers of the rounds; null where one of the two did not take part. */
    @Nullable
    Samples of(RowResult result) {
        Samples own = result.samples(metric.name(), contestant);
        if (against == null || own == null) {
            return own;
        }
        Samples other = result.samples(metric.name(), against);
        return other == null ? null : own.with(other, relation::of);
    }
}
