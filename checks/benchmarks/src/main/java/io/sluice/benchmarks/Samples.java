package io.sluice.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * What one contestant has measured in the rounds of a row, in their order.
 *
 * @param values one for each round
 */
record Samples(List<Double> values) {
    Samples {
        values = List.copyOf(values);
    }

    double median() {
        return quantile(0.5);
    }

    /** The first quartile. */
    double low() {
        return quantile(0.25);
    }

    /** The third quartile. */
    double high() {
        return quantile(0.75);
    }

    private double quantile(double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Round by round, so that what slows the machine down for a while does so to both. */
    Samples with(Samples other, DoubleBinaryOperator relation) {
        Double[] results = new Double[values.size()];
        Arrays.setAll(results, round -> relation.applyAsDouble(values.get(round), other.values.get(round)));
        return new Samples(List.of(results));
    }
}
