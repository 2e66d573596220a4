package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.TIME;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import java.util.List;

/** What a lock on a file costs that nobody else wants. */
final class LockRows {
    static final String C_OPENED = "C blocking, opened for each";
    private static final String CALLS_FFM = "calls of LockFile, FFM";
    private static final String CALLS_JNA = "calls of LockFile, JNA";

    private LockRows() {}

    static List<Row> all() {
        return List.of(pairs());
    }

    private static Row pairs() {
        return new PathRow("lock-pairs", "a lock on a file acquired and released that nobody else wants")
                .contestants(
                        new Contestant(C_BLOCKING, c("locks", "kept")),
                        new Contestant(C_OPENED, c("locks", "opened")),
                        new Contestant(CALLS_FFM, java("lock-calls", "ffm")),
                        new Contestant(CALLS_JNA, java("lock-calls", "jna")),
                        new Contestant(FFM, java("lock-pairs", "ffm")),
                        new Contestant(JNA, java("lock-pairs", "jna")))
                .lockFile()
                .count(50_000)
                .measures(TIME, Metric.CPU)
                .compares(
                        ratio(TIME, CALLS_FFM, C_BLOCKING),
                        ratio(TIME, CALLS_JNA, C_BLOCKING),
                        ratio(TIME, FFM, C_OPENED),
                        ratio(TIME, JNA, C_OPENED));
    }
}
