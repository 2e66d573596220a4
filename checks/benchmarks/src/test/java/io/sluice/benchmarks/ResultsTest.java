package io.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.benchmarks.Comparison.Goal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    Path folder;

    private final Row row = new PathRow("one-row", "a row")
            .compares(Comparison.ratio(Metric.TIME, "ours", "theirs", Goal.atMost(2.0)))
            .compares(Comparison.ratio(Metric.TIME, "ours", "nobody's"));

    private static RowResult measured() {
        RowResult result = new RowResult();
        for (double time : new double[] {10, 20, 90}) {
            result.add(Metric.TIME.name(), "theirs", time);
        }
        for (double time : new double[] {25, 20, 270}) {
            result.add(Metric.TIME.name(), "ours", time);
        }
        return result;
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        Samples ratio = row.comparisons().get(0).of(measured());
        assertThat(ratio.values()).containsExactly(2.5, 1.0, 3.0);
        assertThat(ratio.median()).isEqualTo(2.5);
        assertThat(ratio.low()).isEqualTo(1.75, within(1e-9));
        assertThat(ratio.high()).isEqualTo(2.75, within(1e-9));
    }

    @Test
    void theTableSaysWhatFallsShortAndWhatIsMissing() {
        Results results = Results.load(folder.resolve("results.tsv"));
        results.put(row, measured());
        assertThat(new Table(results).markdown(List.of(row)))
                .contains("| a row | ours / theirs, µs a message | 2.50 | 1.75 to 2.75 | ≤ 2 | **short** |")
                .contains("|  | ours / nobody's, µs a message | not measured |")
                .contains("| a row | µs a message | theirs | 20.0 | 15.0 to 55.0 |")
                .contains("|  | µs a message | ours | 25.0 | 22.5 to 148 |");
    }

    @Test
    void theTableSaysWhyAContestantWasAbsent() {
        Path file = folder.resolve("results.tsv");
        RowResult result = measured();
        result.absent("ours", "JDK 17 has no such collector");
        Row absent = new PathRow("one-row", "a row").compares(Comparison.ratio(Metric.PERCENTILE_99, "ours", "theirs"));
        Results results = Results.load(file);
        results.put(absent, result);
        results.save();
        assertThat(new Table(Results.load(file)).markdown(List.of(absent)))
                .contains("| ours / theirs, 99th percentile µs | not measured: JDK 17 has no such collector |");
    }

    @Test
    void whatWasMeasuredBeforeIsReadAgain() {
        Path file = folder.resolve("results.tsv");
        Row skipped = new PathRow("another-row", "another");
        Results results = Results.load(file);
        results.facts(Map.of("kernel", "Linux"));
        results.put(row, measured());
        results.skip(skipped, "no namespace");
        results.save();
        Results read = Results.load(file);
        assertThat(read.facts()).isEqualTo(Map.of("kernel", "Linux"));
        assertThat(read.whySkipped(skipped)).isEqualTo("no namespace");
        assertThat(read.of(row).samples(Metric.TIME.name(), "ours"))
                .isEqualTo(measured().samples(Metric.TIME.name(), "ours"));
    }

    @Test
    void aRowThatIsMeasuredAgainTakesThePlaceOfWhatWasThere() {
        Results results = Results.load(folder.resolve("results.tsv"));
        results.skip(row, "no namespace");
        results.put(row, measured());
        assertThat(results.whySkipped(row)).isNull();
        results.skip(row, "no namespace");
        assertThat(results.of(row)).isNull();
    }
}
