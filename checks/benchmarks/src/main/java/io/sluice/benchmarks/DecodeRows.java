package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.THROUGHPUT;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** What a receiver gains that has no array and no object for each message. */
final class DecodeRows {
    private static final int COUNT = 100_000;
    private static final int SIZE = 64;
    private static final int MAX_MESSAGES = 10;
    private static final String DECODED_FFM = "with a decoder, FFM";
    private static final String DECODED_JNA = "with a decoder, JNA";

    private DecodeRows() {}

    static List<Row> all() {
        return List.of(
                new PathRow("decode-64-10", "C to Java without arrays, " + SIZE + " bytes, mq_maxmsg " + MAX_MESSAGES)
                        .contestants(
                                new Contestant(C_EPOLL, c("receive", "epoll")),
                                new Contestant(FFM, java("receive", "ffm")),
                                new Contestant(JNA, java("receive", "jna")),
                                new Contestant(DECODED_FFM, java("decode", "ffm")),
                                new Contestant(DECODED_JNA, java("decode", "jna")))
                        .sender(c("send", "blocking"))
                        .posixQueues(MAX_MESSAGES, SIZE)
                        .count(COUNT)
                        .measures(THROUGHPUT, Metric.CPU, Metric.ALLOCATED_A_MESSAGE)
                        .compares(
                                ratio(THROUGHPUT, DECODED_FFM, C_EPOLL),
                                ratio(THROUGHPUT, DECODED_JNA, C_EPOLL),
                                ratio(THROUGHPUT, DECODED_FFM, FFM),
                                ratio(THROUGHPUT, DECODED_JNA, JNA),
                                value(Metric.ALLOCATED_A_MESSAGE, DECODED_FFM, Goal.atMost(1)),
                                value(Metric.ALLOCATED_A_MESSAGE, DECODED_JNA, Goal.atMost(1))));
    }
}
