package io.sluice.benchmarks;

import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.C_EPOLL;

import io.sluice.benchmarks.plot.BarChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws the last results of {@link Benchmarks} into the folder that the documentation takes its pictures from. */
public final class Plots {
    /**
     * What is shown of a kind of object.
     *
     * @param kind its name
     * @param row the id of a row in which Sluice does the same as C
     * @param metric what is compared
     * @param against what it is compared with
     */
    record Kind(String kind, String row, Metric metric, String against) {
        /** As a multiple of the time: a rate the other way round. */
        @Nullable
        Samples of(RowResult result, String contestant) {
            boolean isRate = metric.equals(Metric.THROUGHPUT) || metric.equals(Metric.BYTES);
            Comparison time = isRate
                    ? Comparison.ratio(metric, against, contestant)
                    : Comparison.ratio(metric, contestant, against);
            return time.of(result);
        }
    }

    /** In their order from above. */
    static final List<Kind> KINDS = List.of(
            new Kind("POSIX queues", "receive-64-10", Metric.THROUGHPUT, C_EPOLL),
            new Kind("POSIX queues", "send-64-10", Metric.THROUGHPUT, C_EPOLL),
            new Kind("System V queues", "sysv-wake-up", Metric.MEDIAN, C_BLOCKING),
            new Kind("Timers", "timers", Metric.MEDIAN, C_EPOLL),
            new Kind("Signals", "signal-round-trip", Metric.TIME, C_EPOLL),
            new Kind("Processes", "exit", Metric.MEDIAN, ProcessRows.C_POLL),
            new Kind("FIFOs", "fifo-receive-64", Metric.THROUGHPUT, C_EPOLL),
            new Kind("FIFOs", "fifo-send-64", Metric.THROUGHPUT, C_EPOLL),
            new Kind("Semaphores", "semaphore-wake-up", Metric.MEDIAN, C_BLOCKING),
            new Kind("File locks", "lock-pairs", Metric.TIME, LockRows.C_OPENED),
            new Kind("Rings", "ring-receive-64", Metric.THROUGHPUT, C_BLOCKING),
            new Kind("Rings", "ring-wake-up", Metric.MEDIAN, C_BLOCKING),
            new Kind("Shared memory", "shm-copy", Metric.BYTES, C_BLOCKING));

    private final Results results;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    Plots(Results results) {
        this.results = results;
        Benchmarks.rows().forEach(row -> rows.put(row.id(), row));
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Options.fromProperties().folder().resolve(Benchmarks.RESULTS);
        if (!Files.exists(file)) {
            throw new BenchmarkException("nothing was measured yet: there is no " + file);
        }
        Plots plots = new Plots(Results.load(file));
        Path folder = Files.createDirectories(Path.of(System.getProperty("sluice.images", "docs/images")));
        plots.write(folder.resolve("throughput.svg"), plots.throughput());
        plots.write(folder.resolve("waiting.svg"), plots.waiting());
        plots.write(folder.resolve("sharing.svg"), plots.sharing());
        plots.write(folder.resolve("kinds.svg"), plots.kinds());
    }

    private void write(Path file, BarChart chart) throws IOException {
        Files.writeString(file, chart.draw());
        System.out.println("drawn: " + file);
    }

    private BarChart throughput() {
        BarChart chart = chart("Messages a second, as a share of what C with epoll does. More is better");
        for (String id : rows.keySet()) {
            if (id.startsWith("receive-") || id.startsWith("send-")) {
                add(chart, id, Metric.THROUGHPUT, C_EPOLL);
            }
        }
        return chart;
    }

    private BarChart waiting() {
        BarChart chart = chart("Time, as a multiple of what the first in C takes. Less is better");
        add(chart, "round-trip", Metric.TIME, C_EPOLL);
        add(chart, "sysv-wake-up", Metric.MEDIAN, C_BLOCKING);
        add(chart, "timers", Metric.MEDIAN, C_EPOLL);
        return chart;
    }

    private BarChart sharing() {
        BarChart chart = chart("Time of a message on one loop, as a multiple of that with 1 queue. Less is better");
        for (String who : List.of(C_EPOLL, Contestant.FFM, Contestant.JNA)) {
            add(chart, "queues", Metric.TIME, who + SharingRows.ONE_QUEUE, who);
        }
        return chart;
    }

    BarChart kinds() {
        BarChart chart = chart("Time of Sluice, as a multiple of what C takes for the same. Less is better");
        for (Kind kind : KINDS) {
            Row row = rows.get(kind.row());
            RowResult result = row == null ? null : results.of(row);
            if (row != null && result != null) {
                chart.add(kind.kind() + ": " + row.title(), bars(kind, result));
            }
        }
        return chart;
    }

    private static List<BarChart.Bar> bars(Kind kind, RowResult result) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String contestant : List.of(Contestant.FFM, Contestant.JNA)) {
            Samples multiple = kind.of(result, contestant);
            if (multiple != null) {
                bars.add(bar(contestant, multiple));
            }
        }
        return bars;
    }

    private static BarChart.Bar bar(String contestant, Samples ratio) {
        return new BarChart.Bar(contestant, ratio.median(), ratio.low(), ratio.high());
    }

    private BarChart chart(String title) {
        return new BarChart(
                title, String.join(" · ", List.copyOf(results.facts().values()).subList(0, Machine.SHORT)));
    }

    private void add(BarChart chart, String id, Metric metric, String against) {
        add(chart, id, metric, against, "");
    }

    private void add(BarChart chart, String id, Metric metric, String against, String beginning) {
        Row row = rows.get(id);
        RowResult result = row == null ? null : results.of(row);
        if (row == null || result == null) {
            return;
        }
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String contestant : result.contestants(metric.name())) {
            Samples ratio = Comparison.ratio(metric, contestant, against).of(result);
            if (ratio != null && contestant.startsWith(beginning)) {
                bars.add(bar(contestant, ratio));
            }
        }
        chart.add(row.title(), bars);
    }
}
