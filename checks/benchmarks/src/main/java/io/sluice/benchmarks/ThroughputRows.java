package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.HAND_FFM;
import static io.sluice.benchmarks.Contestant.HAND_JNA;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.THROUGHPUT;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.ArrayList;
import java.util.List;

/** Messages a second, from C to Java and from Java to C. */
final class ThroughputRows {
    private static final int COUNT = 100_000;
    private static final int[] SIZES = {64, 1024};
    /** The kernel's usual limit, and more than that. */
    private static final int[] MAX_MESSAGES = {10, 200};

    private ThroughputRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int maxMessages : MAX_MESSAGES) {
            for (int size : SIZES) {
                rows.add(receive(maxMessages, size));
            }
        }
        for (int maxMessages : MAX_MESSAGES) {
            for (int size : SIZES) {
                rows.add(send(maxMessages, size));
            }
        }
        return rows;
    }

    private static Row receive(int maxMessages, int size) {
        PathRow row = new PathRow(
                        "receive-" + size + "-" + maxMessages,
                        "C to Java, " + size + " bytes, mq_maxmsg " + maxMessages)
                .contestants(
                        new Contestant(C_BLOCKING, c("receive", "blocking")),
                        new Contestant(C_EPOLL, c("receive", "epoll")),
                        new Contestant(FFM, java("receive", "ffm")),
                        new Contestant(JNA, java("receive", "jna")),
                        new Contestant(HAND_FFM, java("receive-by-hand", "ffm")),
                        new Contestant(HAND_JNA, java("receive-by-hand", "jna")))
                .sender(c("send", "blocking"))
                .posixQueues(maxMessages, size)
                .count(COUNT)
                .measures(THROUGHPUT, Metric.CPU, Metric.ALLOCATED)
                .compares(
                        ratio(THROUGHPUT, FFM, C_EPOLL, Goal.atLeast(0.90)),
                        ratio(THROUGHPUT, JNA, C_EPOLL, Goal.atLeast(0.60)),
                        ratio(THROUGHPUT, FFM, C_BLOCKING),
                        ratio(THROUGHPUT, JNA, C_BLOCKING));
        if (maxMessages == MAX_MESSAGES[0]) {
            row.compares(
                    ratio(THROUGHPUT, FFM, HAND_FFM, Goal.atLeast(1.5)),
                    ratio(THROUGHPUT, JNA, HAND_JNA, Goal.atLeast(1.3)));
        } else {
            row.compares(ratio(THROUGHPUT, FFM, HAND_FFM), ratio(THROUGHPUT, JNA, HAND_JNA));
        }
        return row.compares(
                value(Metric.ALLOCATED, FFM, Goal.atMost(48)), value(Metric.ALLOCATED, JNA, Goal.atMost(48)));
    }

    private static Row send(int maxMessages, int size) {
        return new PathRow(
                        "send-" + size + "-" + maxMessages, "Java to C, " + size + " bytes, mq_maxmsg " + maxMessages)
                .contestants(
                        new Contestant(C_BLOCKING, c("send", "blocking")),
                        new Contestant(C_EPOLL, c("send", "epoll")),
                        new Contestant(FFM, java("send", "ffm")),
                        new Contestant(JNA, java("send", "jna")),
                        new Contestant(HAND_FFM, java("send-by-hand", "ffm")),
                        new Contestant(HAND_JNA, java("send-by-hand", "jna")))
                .receiver(c("receive", "blocking"))
                .posixQueues(maxMessages, size)
                .count(COUNT)
                .measures(THROUGHPUT, Metric.CPU)
                .compares(
                        ratio(THROUGHPUT, FFM, C_BLOCKING, Goal.atLeast(0.90)),
                        ratio(THROUGHPUT, JNA, C_BLOCKING, Goal.atLeast(0.60)),
                        ratio(THROUGHPUT, FFM, C_EPOLL, Goal.atLeast(0.90)),
                        ratio(THROUGHPUT, JNA, C_EPOLL, Goal.atLeast(0.60)),
                        ratio(THROUGHPUT, FFM, HAND_FFM),
                        ratio(THROUGHPUT, JNA, HAND_JNA));
    }
}
