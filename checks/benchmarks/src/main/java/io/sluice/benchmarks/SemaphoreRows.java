package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.MEDIAN;
import static io.sluice.benchmarks.Metric.PERCENTILE_99;
import static io.sluice.benchmarks.Metric.TIME;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** Permits of semaphores: how soon one arrives, and what one costs that nobody else wants. */
final class SemaphoreRows {
    private static final String CALLS_FFM = "calls of PosixSemaphore, FFM";
    private static final String CALLS_JNA = "calls of PosixSemaphore, JNA";
    private static final int PAIRS = 1_000_000;

    private SemaphoreRows() {}

    static List<Row> all() {
        return List.of(arrival(), pairs(), work());
    }

    private static Row arrival() {
        return new PathRow("semaphore-wake-up", "from sem_post in C to the one who waits for the permit")
                .contestants(
                        new Contestant(C_BLOCKING, c("semaphores", "wait")),
                        new Contestant(FFM, java("await-permits", "ffm")),
                        new Contestant(JNA, java("await-permits", "jna")))
                .receiver(c("semaphores", "post"))
                .semaphores(0)
                .count(500)
                .measures(MEDIAN, PERCENTILE_99)
                .compares(
                        ratio(MEDIAN, FFM, C_BLOCKING, Goal.atMost(1.5)),
                        ratio(MEDIAN, JNA, C_BLOCKING, Goal.atMost(1.5)),
                        ratio(PERCENTILE_99, FFM, C_BLOCKING),
                        ratio(PERCENTILE_99, JNA, C_BLOCKING));
    }

    private static Row pairs() {
        return new PathRow("semaphore-pairs", "a permit acquired and released that nobody else wants")
                .contestants(
                        new Contestant(C_BLOCKING, c("semaphores", "pairs")),
                        new Contestant(CALLS_FFM, java("semaphore-calls", "ffm")),
                        new Contestant(CALLS_JNA, java("semaphore-calls", "jna")),
                        new Contestant(FFM, java("permit-pairs", "ffm")),
                        new Contestant(JNA, java("permit-pairs", "jna")))
                .semaphores(1)
                .count(PAIRS)
                .measures(TIME, Metric.CPU)
                .compares(
                        ratio(TIME, CALLS_FFM, C_BLOCKING, Goal.atMost(1.3)),
                        ratio(TIME, CALLS_JNA, C_BLOCKING, Goal.atMost(2)),
                        ratio(TIME, FFM, C_BLOCKING, Goal.atMost(1.3)),
                        ratio(TIME, JNA, C_BLOCKING, Goal.atMost(2)));
    }

    private static Row work() {
        return new PathRow("with-permit", "work with a permit that nobody else wants")
                .contestants(
                        new Contestant(FFM, java("with-permit", "ffm")),
                        new Contestant(JNA, java("with-permit", "jna")))
                .semaphores(1)
                .count(PAIRS)
                .measures(TIME, Metric.ALLOCATED_IN_ALL)
                .compares(
                        value(Metric.ALLOCATED_IN_ALL, FFM, Goal.atMost(200)),
                        value(Metric.ALLOCATED_IN_ALL, JNA, Goal.atMost(200)),
                        value(TIME, FFM, null),
                        value(TIME, JNA, null));
    }
}
