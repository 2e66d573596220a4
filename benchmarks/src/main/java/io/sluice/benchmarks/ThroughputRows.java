package io.sluice.benchmarks;

import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.HAND_FFM;
import static io.sluice.benchmarks.Contestant.HAND_JNA;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.ArrayList;
import java.util.List;

/** Messages a second, from C to Java and from Java to C. */
final class ThroughputRows {
    private static final int COUNT = 100_000;

    private ThroughputRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int maxMessages : new int[] {10, 200}) {
            for (int size : new int[] {64, 1024}) {
                rows.add(receive(maxMessages, size));
            }
        }
        return rows;
    }

    private static Row receive(int maxMessages, int size) {
        String throughput = Metric.THROUGHPUT.name();
        String allocated = Metric.ALLOCATED.name();
        boolean goal = maxMessages == 10;
        return new PathRow(
                "receive-" + size + "-" + maxMessages,
                "receiving from C, " + size + " bytes, mq_maxmsg " + maxMessages,
                List.of(
                        new Contestant(C_BLOCKING, c("receive", "blocking")),
                        new Contestant(C_EPOLL, c("receive", "epoll")),
                        new Contestant(FFM, java("receive", "ffm")),
                        new Contestant(JNA, java("receive", "jna")),
                        new Contestant(HAND_FFM, java("receive-by-hand", "ffm")),
                        new Contestant(HAND_JNA, java("receive-by-hand", "jna"))),
                c("send", "blocking"),
                false,
                maxMessages,
                size,
                COUNT,
                List.of(Metric.THROUGHPUT, Metric.CPU, Metric.ALLOCATED),
                List.of(
                        new Comparison(throughput, FFM, C_EPOLL, Goal.atLeast(0.90)),
                        new Comparison(throughput, JNA, C_EPOLL, Goal.atLeast(0.60)),
                        new Comparison(throughput, FFM, C_BLOCKING, null),
                        new Comparison(throughput, JNA, C_BLOCKING, null),
                        new Comparison(throughput, FFM, HAND_FFM, goal ? Goal.atLeast(1.5) : null),
                        new Comparison(throughput, JNA, HAND_JNA, goal ? Goal.atLeast(1.3) : null),
                        new Comparison(allocated, FFM, null, Goal.atMost(48)),
                        new Comparison(allocated, JNA, null, Goal.atMost(48))));
    }
}
