package io.sluice.benchmarks;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as Markdown: the ratios with their goals, then what each contestant has measured. */
final class Table {
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    Table(Results results) {
        this.results = results;
    }

    String markdown(List<Row> rows) {
        results.facts().forEach((name, value) -> line("- " + name + ": " + value));
        line("");
        line("| row | | median | quartiles | goal | |");
        line("|---|---|---:|---:|---:|---|");
        for (Row row : rows) {
            ratios(row);
        }
        line("");
        line("| row | measured | contestant | median | quartiles |");
        line("|---|---|---|---:|---:|");
        for (Row row : rows) {
            measured(row);
        }
        return text.toString();
    }

    private void ratios(Row row) {
        String reason = results.whySkipped(row);
        RowResult result = results.of(row);
        if (reason != null) {
            cells(row.title(), "skipped: " + reason, "", "", "", "");
        }
        if (result == null) {
            return;
        }
        String title = row.title(); // once for all its lines
        for (Comparison comparison : comparisons(row, result)) {
            Samples samples = comparison.of(result);
            Goal goal = comparison.goal();
            if (samples == null) {
                cells(
                        title,
                        comparison.text(),
                        notMeasured(comparison, result),
                        "",
                        goal == null ? "" : goal.toString(),
                        "");
            } else {
                String verdict = goal == null ? "" : goal.isMetBy(samples.median()) ? "met" : "**short**";
                cells(
                        title,
                        comparison.text(),
                        number(samples.median()),
                        number(samples.low()) + " to " + number(samples.high()),
                        goal == null ? "" : goal.toString(),
                        verdict);
            }
            title = "";
        }
    }

    private static String notMeasured(Comparison comparison, RowResult result) {
        String reason = result.absent().get(comparison.contestant());
        return reason == null ? "not measured" : "not measured: " + reason;
    }

    /** Those of the row, and those with an earlier build where one took part. */
    private static List<Comparison> comparisons(Row row, RowResult result) {
        List<Comparison> all = new ArrayList<>(row.comparisons());
        List<Metric> metrics = all.stream().map(Comparison::metric).distinct().toList();
        for (Metric metric : metrics) {
            for (String contestant : result.contestants(metric.name())) {
                String before = Contestant.before(contestant);
                if (result.samples(metric.name(), before) != null) {
                    all.add(Comparison.ratio(metric, contestant, before));
                }
            }
        }
        return all;
    }

    private void measured(Row row) {
        RowResult result = results.of(row);
        if (result == null) {
            return;
        }
        String title = row.title();
        for (String metric : result.metrics()) {
            for (String contestant : result.contestants(metric)) {
                Samples samples = result.samples(metric, contestant);
                if (samples != null) {
                    String spread = number(samples.low()) + " to " + number(samples.high());
                    cells(title, metric, contestant, number(samples.median()), spread);
                    title = "";
                }
            }
        }
    }

    /** Three digits that count, and whole numbers from a hundred on. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 || size == 0 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }

    private void cells(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
