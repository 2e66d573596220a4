package io.sluice.trial.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The gauges over time. */
final class Series {
    private static final double SECONDS_PER_MINUTE = 60;

    private final List<Double> minutes = new ArrayList<>();
    private final List<Map<Gauges, Long>> samples = new ArrayList<>();

    void add(Duration since, Map<Gauges, Long> sample) {
        minutes.add(since.toMillis() / 1000.0 / SECONDS_PER_MINUTE);
        samples.add(sample);
    }

    int size() {
        return samples.size();
    }

    List<Double> minutes() {
        return minutes;
    }

    long[] of(Gauges gauge) {
        return samples.stream().mapToLong(sample -> sample.get(gauge)).toArray();
    }

    /** The first third, in which code is compiled and pools fill, does not count. */
    long mostInTheMiddle(Gauges gauge) {
        return most(gauge, size() / 3, size() * 2 / 3);
    }

    long mostAtTheEnd(Gauges gauge) {
        return most(gauge, size() * 2 / 3, size());
    }

    private long most(Gauges gauge, int from, int to) {
        return LongStream.of(of(gauge)).skip(from).limit(to - from).max().orElse(0);
    }

    /** What has grown, in words; empty where nothing has. */
    List<String> grown() {
        List<String> grown = new ArrayList<>();
        for (Gauges gauge : Gauges.values()) {
            long before = mostInTheMiddle(gauge);
            long late = mostAtTheEnd(gauge);
            if (late > gauge.bound(before)) {
                grown.add(gauge.title() + ": at most " + before + " in the middle third, " + late + " in the last");
            }
        }
        return grown;
    }

    String summary() {
        StringBuilder table = new StringBuilder(
                "| gauge | least | most in the middle third | most in the last third |\n|---|--:|--:|--:|\n");
        for (Gauges gauge : Gauges.values()) {
            long least = LongStream.of(of(gauge)).min().orElse(0);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d |%n",
                    gauge.title(),
                    least,
                    mostInTheMiddle(gauge),
                    mostAtTheEnd(gauge)));
        }
        return table.toString();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>();
        lines.add(
                "minutes," + List.of(Gauges.values()).stream().map(Gauges::name).collect(Collectors.joining(",")));
        for (int i = 0; i < size(); i++) {
            lines.add(String.format(Locale.ROOT, "%.3f,", minutes.get(i))
                    + samples.get(i).values().stream().map(Object::toString).collect(Collectors.joining(",")));
        }
        Files.write(folder.resolve("soak.csv"), lines);
        Files.writeString(folder.resolve("soak.svg"), new Plot(this).svg());
    }
}
