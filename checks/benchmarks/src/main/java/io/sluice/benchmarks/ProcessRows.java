package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.difference;
import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.IDLE_CPU;
import static io.sluice.benchmarks.Metric.MEDIAN;
import static io.sluice.benchmarks.Metric.OWN_IDLE_CPU;
import static io.sluice.benchmarks.Metric.PERCENTILE_99;
import static io.sluice.benchmarks.Metric.TIME;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** What comes from other processes without a message: their signals, their exits, and that they have left. */
final class ProcessRows {
    static final String C_POLL = "C poll";
    private static final String WITHOUT = "a JVM without streams";
    /** Three numbers of 64 bits. */
    private static final int ANNOUNCEMENT = 24;

    private static final int FIFOS = 100;

    private ProcessRows() {}

    static List<Row> all() {
        return List.of(signals(), exits(), idle());
    }

    private static Row signals() {
        return new PathRow("signal-round-trip", "round trip of a real-time signal with a value, with an echo in C")
                .contestants(
                        new Contestant(C_EPOLL, c("signals", "start"), 0),
                        new Contestant(FFM, java("signal-round-trip", "ffm"), 0),
                        new Contestant(JNA, java("signal-round-trip", "jna"), 0))
                .receiver(c("signals", "echo"))
                .peerById()
                .count(10_000)
                .measures(TIME, Metric.CPU)
                .compares(ratio(TIME, FFM, C_EPOLL, Goal.atMost(1.5)), ratio(TIME, JNA, C_EPOLL, Goal.atMost(1.5)));
    }

    private static Row exits() {
        return new PathRow("exit", "from the exit of a process to its notification")
                .contestants(
                        new Contestant(C_POLL, c("exits", "poll"), 2),
                        new Contestant(FFM, java("exits", "ffm"), 2),
                        new Contestant(JNA, java("exits", "jna"), 2))
                .receiver(c("exits", "children"))
                .posixQueues(2, ANNOUNCEMENT)
                .count(500)
                .measures(MEDIAN, PERCENTILE_99)
                .compares(
                        ratio(MEDIAN, FFM, C_POLL, Goal.atMost(1.5)),
                        ratio(MEDIAN, JNA, C_POLL, Goal.atMost(1.5)),
                        ratio(PERCENTILE_99, FFM, C_POLL),
                        ratio(PERCENTILE_99, JNA, C_POLL));
    }

    private static Row idle() {
        return new PathRow("idle-ends", FIFOS + " FIFOs that all writers left, and a process that is not reaped")
                .contestants(
                        new Contestant(FFM, java("idle-ends", "ffm"), FIFOS),
                        new Contestant(JNA, java("idle-ends", "jna"), FIFOS),
                        new Contestant(WITHOUT, java("idle", "jna"), 0))
                .fifosOfContestant()
                .count(5_000)
                .mostWarmUps(1)
                .measures(IDLE_CPU, OWN_IDLE_CPU)
                .compares(
                        value(OWN_IDLE_CPU, FFM, Goal.atMost(0.1)),
                        value(OWN_IDLE_CPU, JNA, Goal.atMost(0.1)),
                        value(IDLE_CPU, FFM, null),
                        value(IDLE_CPU, JNA, null),
                        value(IDLE_CPU, WITHOUT, null),
                        difference(IDLE_CPU, FFM, WITHOUT),
                        difference(IDLE_CPU, JNA, WITHOUT));
    }
}
