package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.THROUGHPUT;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** What meters cost a receiver that does nothing else with a message. */
final class MetricsRows {
    private static final int COUNT = 100_000;
    private static final int SIZE = 64;
    private static final int MAX_MESSAGES = 10;
    private static final String METERED_FFM = "Sluice FFM with meters";
    private static final String METERED_JNA = "Sluice JNA with meters";

    private MetricsRows() {}

    static List<Row> all() {
        return List.of(
                new PathRow("metrics-receive", "C to Java with meters, " + SIZE + " bytes, mq_maxmsg " + MAX_MESSAGES)
                        .contestants(
                                new Contestant(FFM, java("receive", "ffm")),
                                new Contestant(METERED_FFM, java("receive-metered", "ffm")),
                                new Contestant(JNA, java("receive", "jna")),
                                new Contestant(METERED_JNA, java("receive-metered", "jna")))
                        .sender(c("send", "blocking"))
                        .posixQueues(MAX_MESSAGES, SIZE)
                        .count(COUNT)
                        .measures(THROUGHPUT, Metric.CPU)
                        .compares(
                                ratio(THROUGHPUT, METERED_FFM, FFM, Goal.atLeast(0.95)),
                                ratio(THROUGHPUT, METERED_JNA, JNA, Goal.atLeast(0.95))));
    }
}
