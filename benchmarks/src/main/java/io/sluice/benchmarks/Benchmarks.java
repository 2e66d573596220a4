package io.sluice.benchmarks;

import io.sluice.mqueue.MqLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Measures the rows that are asked for, and prints the table of all that was measured so far. */
public final class Benchmarks {
    static final String RESULTS = "results.tsv";
    private static final String TABLE = "table.md";

    private Benchmarks() {}

    /** All rows, in the order of the table. */
    static List<Row> rows() {
        return ThroughputRows.all();
    }

    public static void main(String[] arguments) throws IOException {
        Options options = Options.fromProperties();
        Path compiler = CPrograms.compiler();
        if (compiler == null) {
            throw new BenchmarkException("the baselines are C programs, and there is no C compiler on the PATH");
        }
        Programs programs = new Programs(
                new CPrograms(compiler, options.folder().toAbsolutePath().resolve("c")), Jdk.forContestants());
        Results results = Results.load(options.folder().resolve(RESULTS));
        results.facts(Machine.describe(programs.jdk(), compiler));
        for (Row row : rows()) {
            if (options.asksFor(row)) {
                measure(row, programs, options, results);
                results.save();
            }
        }
        String table = new Table(results).markdown(rows());
        Files.writeString(options.folder().resolve(TABLE), table);
        System.out.println(table);
    }

    private static void measure(Row row, Programs programs, Options options, Results results) {
        OptionalInt limit = MqLimits.read().maxMessages();
        if (limit.isPresent() && row.maxMessages() > limit.getAsInt()) {
            results.skip(row, "fs.mqueue.msg_max is " + limit.getAsInt());
            return;
        }
        System.out.println("measuring " + row.id() + ": " + row.title());
        results.put(row, row.run(programs, options));
    }
}
