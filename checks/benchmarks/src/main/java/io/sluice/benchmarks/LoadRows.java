package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.MEDIAN;
import static io.sluice.benchmarks.Metric.PERCENTILE_99;
import static io.sluice.benchmarks.Metric.PERCENTILE_999;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import java.util.ArrayList;
import java.util.List;

/** How long a message is on the way while many others are, with each of the collectors that keep pauses short. */
final class LoadRows {
    private static final int COUNT = 200_000;

    private LoadRows() {}

    static List<Row> all() {
        return List.of(latency());
    }

    private static Row latency() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new Contestant(C_EPOLL, c("load", "receive")));
        for (Collector collector : Collector.values()) {
            contestants.add(new Contestant(collector.with(FFM), java("receive-under-load", "ffm", collector)));
        }
        contestants.add(new Contestant(Collector.G1.with(JNA), java("receive-under-load", "jna", Collector.G1)));
        PathRow row = new PathRow(
                        "latency-under-load",
                        "from the send in C to the receiver, at half the throughput of the machine, 64 bytes, mq_maxmsg 10")
                .contestants(contestants.toArray(Contestant[]::new))
                .sender(c("load", "send"))
                .posixQueues(10, 64)
                .count(COUNT)
                .measures(MEDIAN, PERCENTILE_99, PERCENTILE_999, Metric.PERCENTILE_999_SINCE_DUE, Metric.SENT);
        for (Contestant contestant : contestants.subList(1, contestants.size())) {
            row.compares(
                    ratio(MEDIAN, contestant.name(), C_EPOLL),
                    ratio(PERCENTILE_99, contestant.name(), C_EPOLL),
                    ratio(PERCENTILE_999, contestant.name(), C_EPOLL));
        }
        return row;
    }
}
