package io.sluice.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param rows the beginnings of the ids of the rows to run; empty for all
 * @param rounds how many rounds are measured
 * @param warmUps how many rounds come before, for the JIT
 * @param folder where results and compiled programs go
 * @param before the class path of an earlier build that takes part as well; empty for none
 */
record Options(List<String> rows, int rounds, int warmUps, Path folder, String before) {
    /**
     * From the system properties {@code sluice.rows}, {@code sluice.rounds}, {@code sluice.warmups}, {@code sluice.out}
     * and {@code sluice.before}.
     */
    static Options fromProperties() {
        String rows = System.getProperty("sluice.rows", "");
        return new Options(
                rows.isBlank() ? List.of() : List.of(rows.trim().split(" *, *", -1)),
                Integer.getInteger("sluice.rounds", 11),
                Integer.getInteger("sluice.warmups", 12),
                Path.of(System.getProperty("sluice.out", "target/benchmarks")),
                System.getProperty("sluice.before", ""));
    }

    Options only(List<Row> some) {
        return new Options(some.stream().map(Row::id).toList(), rounds, warmUps, folder, before);
    }

    /** The flags from which {@link #fromProperties} reads the same. */
    List<String> flags() {
        return List.of(
                "-Dsluice.rows=" + String.join(",", rows),
                "-Dsluice.rounds=" + rounds,
                "-Dsluice.warmups=" + warmUps,
                "-Dsluice.out=" + folder,
                "-Dsluice.before=" + before);
    }

    boolean asksFor(Row row) {
        return rows.isEmpty() || rows.stream().anyMatch(row.id()::startsWith);
    }
}
