package io.sluice.trial.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The gauges over time. */
final class Series {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final int THIRDS = 3;
    private static final int STANDARD_ERRORS = 5;

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
    private LongSummaryStatistics middle(Gauges gauge) {
        return third(gauge, 1).summaryStatistics();
    }

    private LongSummaryStatistics last(Gauges gauge) {
        return third(gauge, 2).summaryStatistics();
    }

    private LongStream third(Gauges gauge, int number) {
        int from = size() * number / THIRDS;
        return LongStream.of(of(gauge)).skip(from).limit(size() * (number + 1) / THIRDS - from);
    }

    /**
     * The most that the mean of the last third may be. The lanes' subscribers come and go, so a gauge goes up and down; the
     * difference of two means of so many readings is beyond five of its standard errors once in three million runs.
     */
    private double bound(Gauges gauge) {
        double mean = middle(gauge).getAverage();
        double variance = third(gauge, 1)
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double standardError =
                Math.sqrt(2 * variance / Math.max(1, middle(gauge).getCount()));
        return mean + STANDARD_ERRORS * standardError + gauge.slack();
    }

    /** What has grown, in words; empty where nothing has. */
    List<String> grown() {
        List<String> grown = new ArrayList<>();
        for (Gauges gauge : Gauges.values()) {
            double late = last(gauge).getAverage();
            if (late > bound(gauge)) {
                grown.add(String.format(
                        Locale.ROOT,
                        "%s: %,.0f in the mean of the middle third, %,.0f in that of the last",
                        gauge.title(),
                        middle(gauge).getAverage(),
                        late));
            }
        }
        return grown;
    }

    String summary() {
        StringBuilder table = new StringBuilder("""
                | gauge | least | most | mean of the middle third | mean of the last third | bound |
                |---|--:|--:|--:|--:|--:|
                """);
        for (Gauges gauge : Gauges.values()) {
            LongSummaryStatistics all = LongStream.of(of(gauge)).summaryStatistics();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,.1f | %,.1f | %,.1f |%n",
                    gauge.title(),
                    all.getMin(),
                    all.getMax(),
                    middle(gauge).getAverage(),
                    last(gauge).getAverage(),
                    bound(gauge)));
        }
        return table.toString();
    }

    /** For the report, as those of {@link Soak}. */
    String rows() {
        StringBuilder rows = new StringBuilder();
        for (Gauges gauge : Gauges.values()) {
            LongSummaryStatistics all = LongStream.of(of(gauge)).summaryStatistics();
            rows.append(String.format(
                    Locale.ROOT,
                    "soak\t%s\tleast\t%,d\tmost\t%,d\tmean of the middle third\t%,.1f\tmean of the last third\t%,.1f\tbound\t%,.1f%n",
                    gauge.title(),
                    all.getMin(),
                    all.getMax(),
                    middle(gauge).getAverage(),
                    last(gauge).getAverage(),
                    bound(gauge)));
        }
        return rows.toString();
    }

    /** Nothing where nothing was read: what ended the run before that is not to be hidden by another failure. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (samples.isEmpty()) {
            return;
        }
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
