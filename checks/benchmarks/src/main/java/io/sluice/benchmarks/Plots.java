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

/** Draws the last results of {@link Benchmarks} into the folder that the documentation takes its pictures from. */
public final class Plots {
    private final Results results;
    private final Map<String, Row> rows;

    private Plots(Results results, Map<String, Row> rows) {
        this.results = results;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Options.fromProperties().folder().resolve(Benchmarks.RESULTS);
        if (!Files.exists(file)) {
            throw new BenchmarkException("nothing was measured yet: there is no " + file);
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        Benchmarks.rows().forEach(row -> rows.put(row.id(), row));
        Plots plots = new Plots(Results.load(file), rows);
        Path folder = Files.createDirectories(Path.of(System.getProperty("sluice.images", "docs/images")));
        plots.write(folder.resolve("throughput.svg"), plots.throughput());
        plots.write(folder.resolve("waiting.svg"), plots.waiting());
        plots.write(folder.resolve("sharing.svg"), plots.sharing());
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
                bars.add(new BarChart.Bar(contestant, ratio.median(), ratio.low(), ratio.high()));
            }
        }
        chart.add(row.title(), bars);
    }
}
