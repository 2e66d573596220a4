package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.Command;
import java.util.Map;

/**
 * A number that a round gives.
 *
 * @param name what it is, with its unit
 * @param key the worker's value that it comes from; who has no such value is not measured by it
 * @param reading how it follows from that value
 */
record Metric(String name, String key, Reading reading) {
    /** From a worker's value to the number. */
    @FunctionalInterface
    interface Reading {
        double of(Command command, double value);
    }

    /** Header of an array in the usual JVM: 12 bytes and the length. */
    private static final int ARRAY_HEADER = 16;

    static final Metric THROUGHPUT =
            new Metric("messages/s", "nanos", (command, nanos) -> command.count() / (nanos / 1e9));

    static final Metric ALLOCATED = new Metric(
            "bytes allocated for a message beyond its array",
            "allocated",
            (command, bytes) -> bytes / command.count() - ARRAY_HEADER - command.size());

    static final Metric CPU = new Metric("CPU ns for a message", "cpu", (command, nanos) -> nanos / command.count());

    void addTo(RowResult result, Contestant contestant, Command command, Map<String, Double> values) {
        Double value = values.get(key);
        if (value != null) {
            result.add(name, contestant.name(), reading.of(command, value));
        }
    }
}
