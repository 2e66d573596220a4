package io.sluice.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rounds of a row have measured, by metric and contestant, in the order of the row. */
final class RowResult {
    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    private final Map<String, String> absent = new LinkedHashMap<>();

    /** A contestant has not taken part, for a reason. */
    void absent(String contestant, String reason) {
        absent.put(contestant, reason);
    }

    /** The reasons of those who have not taken part. */
    Map<String, String> absent() {
        return absent;
    }

    void add(String metric, String contestant, double value) {
        values.computeIfAbsent(metric, any -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, any -> new ArrayList<>())
                .add(value);
    }

    List<String> metrics() {
        return List.copyOf(values.keySet());
    }

    List<String> contestants(String metric) {
        return List.copyOf(values.getOrDefault(metric, Map.of()).keySet());
    }

    @Nullable
    Samples samples(String metric, String contestant) {
        List<Double> found = values.getOrDefault(metric, Map.of()).get(contestant);
        return found == null ? null : new Samples(found);
    }
}
