package io.sluice.benchmarks;

import io.sluice.mqueue.PosixMqLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures the rows that are asked for, and prints the table of all that was measured so far. */
public final class Benchmarks {
    static final String RESULTS = "results.tsv";
    private static final String TABLE = "table.md";
    /** Set for the JVM that has a namespace of its own. */
    private static final String RAISED = "sluice.raised";

    private final Options options;
    private final Programs programs;
    private final Path compiler;

    private Benchmarks(Options options, Path compiler) {
        this.options = options;
        this.compiler = compiler;
        programs = new Programs(
                new CPrograms(compiler, options.folder().toAbsolutePath().resolve("c")), Jdk.forContestants());
    }

    /** All rows, in the order of the table. */
    static List<Row> rows() {
        return Stream.of(
                        ThroughputRows.all(),
                        OwnCostRows.all(),
                        DecodeRows.all(),
                        LoadRows.all(),
                        FifoRows.all(),
                        WaitingRows.all(),
                        ProcessRows.all(),
                        SemaphoreRows.all(),
                        LockRows.all(),
                        RingRows.all(),
                        SharingRows.all(),
                        MetricsRows.all())
                .flatMap(List::stream)
                .toList();
    }

    public static void main(String[] arguments) throws IOException {
        Path compiler = CPrograms.compiler();
        if (compiler == null) {
            throw new BenchmarkException("the baselines are C programs, and there is no C compiler on the PATH");
        }
        Benchmarks benchmarks = new Benchmarks(Options.fromProperties(), compiler);
        if (Boolean.getBoolean(RAISED)) {
            benchmarks.measure(
                    rows().stream().filter(benchmarks.options::asksFor).toList());
        } else {
            benchmarks.measureAll();
            benchmarks.printTable();
        }
    }

    private void measureAll() {
        int limit = PosixMqLimits.read().maxMessages().orElse(Integer.MAX_VALUE);
        List<Row> asked = rows().stream().filter(options::asksFor).toList();
        measure(asked.stream().filter(row -> row.maxMessages() <= limit).toList());
        List<Row> above =
                asked.stream().filter(row -> row.maxMessages() > limit).toList();
        if (!above.isEmpty()) {
            measureInOwnNamespace(above, limit);
        }
    }

    private void measure(List<Row> rows) {
        for (Row row : rows) {
            System.out.println("measuring " + row.id() + ": " + row.title());
            RowResult result = row.run(programs, options);
            Results results = results();
            results.put(row, result);
            results.facts(Machine.describe(programs.jdk(), compiler));
            results.save();
        }
    }

    private void measureInOwnNamespace(List<Row> rows, int limit) {
        RaisedLimit raised =
                new RaisedLimit(rows.stream().mapToInt(Row::maxMessages).max().orElseThrow());
        Optional<String> refusal = raised.refusal();
        if (refusal.isEmpty()) {
            raised.run(Jdk.own().harness(options.only(rows), "-D" + RAISED + "=true"));
        } else {
            Results results = results();
            rows.forEach(row -> results.skip(
                    row, "fs.mqueue.msg_max is " + limit + ", and a namespace of one's own: " + refusal.get()));
            results.save();
        }
    }

    private Results results() {
        return Results.load(options.folder().resolve(RESULTS));
    }

    private void printTable() throws IOException {
        String table = new Table(results()).markdown(rows());
        Files.writeString(options.folder().resolve(TABLE), table);
        System.out.println(table);
    }
}
