package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.BYTES;
import static io.sluice.benchmarks.Metric.THROUGHPUT;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.ArrayList;
import java.util.List;

/** Records and bytes through a FIFO, from C to Java and from Java to C. */
final class FifoRows {
    /** A record of the second size fills a page of the pipe, and is as long as one that goes whole can be. */
    private static final int[] SIZES = {64, 4096};

    private static final int[] COUNTS = {200_000, 50_000};

    /** What a pipe holds. */
    private static final int BUFFER = 65_536;

    private static final int BUFFERS = 5_000;
    private static final String ONE_BY_ONE = "C epoll, a read a message";

    private FifoRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            rows.add(receive(SIZES[i], COUNTS[i]));
        }
        for (int i = 0; i < SIZES.length; i++) {
            rows.add(send(SIZES[i], COUNTS[i]));
        }
        rows.add(bytes());
        return rows;
    }

    private static Row receive(int size, int count) {
        return new PathRow("fifo-receive-" + size, "FIFO, C to Java, " + size + " bytes")
                .contestants(
                        new Contestant(C_EPOLL, c("fifo_receive", "epoll")),
                        new Contestant(ONE_BY_ONE, c("fifo_receive", "one")),
                        new Contestant(FFM, java("receive-fifo", "ffm")),
                        new Contestant(JNA, java("receive-fifo", "jna")))
                .sender(c("fifo_send", "blocking"))
                .fifo(size)
                .count(count)
                .measures(THROUGHPUT, Metric.CPU, Metric.ALLOCATED)
                .compares(
                        ratio(THROUGHPUT, FFM, C_EPOLL, Goal.atLeast(0.85)),
                        ratio(THROUGHPUT, JNA, C_EPOLL, Goal.atLeast(0.60)),
                        ratio(THROUGHPUT, FFM, ONE_BY_ONE),
                        ratio(THROUGHPUT, JNA, ONE_BY_ONE),
                        value(Metric.ALLOCATED, FFM, null),
                        value(Metric.ALLOCATED, JNA, null));
    }

    private static Row send(int size, int count) {
        return new PathRow("fifo-send-" + size, "FIFO, Java to C, " + size + " bytes")
                .contestants(
                        new Contestant(C_EPOLL, c("fifo_send", "epoll")),
                        new Contestant(FFM, java("send-fifo", "ffm")),
                        new Contestant(JNA, java("send-fifo", "jna")))
                .receiver(c("fifo_receive", "blocking"))
                .fifo(size)
                .count(count)
                .measures(THROUGHPUT, Metric.CPU)
                .compares(
                        ratio(THROUGHPUT, FFM, C_EPOLL, Goal.atLeast(0.85)),
                        ratio(THROUGHPUT, JNA, C_EPOLL, Goal.atLeast(0.60)));
    }

    private static Row bytes() {
        return new PathRow("fifo-bytes", "FIFO, C to Java, raw buffers of up to 64 KiB")
                .contestants(
                        new Contestant(C_EPOLL, c("fifo_receive", "raw")),
                        new Contestant(FFM, java("receive-fifo-bytes", "ffm")),
                        new Contestant(JNA, java("receive-fifo-bytes", "jna")))
                .sender(c("fifo_send", "blocking"))
                .fifo(BUFFER)
                .count(BUFFERS)
                .measures(BYTES, Metric.CPU)
                .compares(
                        ratio(BYTES, FFM, C_EPOLL, Goal.atLeast(0.95)), ratio(BYTES, JNA, C_EPOLL, Goal.atLeast(0.95)));
    }
}
