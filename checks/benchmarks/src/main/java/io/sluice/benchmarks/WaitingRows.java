package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.difference;
import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.C_EPOLL;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.HAND_JNA;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.IDLE_CPU;
import static io.sluice.benchmarks.Metric.MEDIAN;
import static io.sluice.benchmarks.Metric.OWN_IDLE_CPU;
import static io.sluice.benchmarks.Metric.PERCENTILE_99;
import static io.sluice.benchmarks.Metric.START_UP;
import static io.sluice.benchmarks.Metric.TIME;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;
import static io.sluice.benchmarks.Programs.javaFromArchive;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** What waiting costs: answers, wake-ups, timers, a queue that is full, no message at all, and the first one. */
final class WaitingRows {
    private static final String WITHOUT = "a JVM without queues";

    private static final String ARCHIVED_FFM = Contestant.archived(FFM);
    private static final String ARCHIVED_JNA = Contestant.archived(JNA);
    private static final String ARCHIVED_HAND_JNA = Contestant.archived(HAND_JNA);

    /** Designs that were not chosen. */
    private static final String HANDED_OVER = "with a hand-over to an event loop";

    private static final String PROBED = "with a probe";

    private WaitingRows() {}

    static List<Row> all() {
        return List.of(roundTrip(), sysv(), timers(), rivals(), idle(), startUp());
    }

    private static Row roundTrip() {
        return new PathRow("round-trip", "round trip with an echo in C, 64 bytes")
                .contestants(
                        new Contestant(C_BLOCKING, c("round_trip", "blocking"), 2),
                        new Contestant(C_EPOLL, c("round_trip", "epoll"), 2),
                        new Contestant(FFM, java("round-trip", "ffm"), 2),
                        new Contestant(JNA, java("round-trip", "jna"), 2))
                .receiver(c("echo"))
                .posixQueues(10, 64)
                .count(20_000)
                .measures(TIME, Metric.CPU)
                .compares(
                        ratio(TIME, FFM, C_EPOLL, Goal.atMost(1.25)),
                        ratio(TIME, JNA, C_EPOLL, Goal.atMost(1.5)),
                        ratio(TIME, FFM, C_BLOCKING),
                        ratio(TIME, JNA, C_BLOCKING));
    }

    private static Row sysv() {
        return new PathRow("sysv-wake-up", "System V, from a sender in C to a receiver that waits")
                .contestants(
                        new Contestant(C_BLOCKING, c("sysv_latency", "receive")),
                        new Contestant(FFM, java("receive-sysv", "ffm")),
                        new Contestant(JNA, java("receive-sysv", "jna")),
                        new Contestant(HANDED_OVER, java("receive-sysv-handed-over", "jna")),
                        new Contestant(PROBED, java("receive-sysv-probed", "jna")))
                .sender(c("sysv_latency", "send", "200"))
                .sysvQueue()
                .count(1_000)
                .measures(MEDIAN, PERCENTILE_99)
                .compares(
                        ratio(MEDIAN, FFM, C_BLOCKING),
                        ratio(MEDIAN, JNA, C_BLOCKING),
                        ratio(MEDIAN, HANDED_OVER, C_BLOCKING),
                        ratio(MEDIAN, PROBED, C_BLOCKING),
                        ratio(PERCENTILE_99, FFM, C_BLOCKING),
                        ratio(PERCENTILE_99, JNA, C_BLOCKING));
    }

    private static Row timers() {
        return new PathRow("timers", "lateness of 200 timers within half a second")
                .contestants(
                        new Contestant(C_EPOLL, c("timers", "100", "600"), 0),
                        new Contestant(FFM, java("timers", "ffm"), 0),
                        new Contestant(JNA, java("timers", "jna"), 0))
                .count(200)
                .measures(MEDIAN, PERCENTILE_99)
                .compares(
                        ratio(MEDIAN, FFM, C_EPOLL),
                        ratio(MEDIAN, JNA, C_EPOLL),
                        ratio(PERCENTILE_99, FFM, C_EPOLL),
                        ratio(PERCENTILE_99, JNA, C_EPOLL));
    }

    private static Row rivals() {
        return new PathRow("rivals", "sending beside 4 blocked rivals to a receiver that takes 50 µs a message")
                .contestants(
                        new Contestant(C_BLOCKING, c("send", "blocking")),
                        new Contestant(C_EPOLL, c("send", "epoll")),
                        new Contestant(FFM, java("send", "ffm")),
                        new Contestant(JNA, java("send", "jna")))
                .receiver(c("rivals", "4", "50"))
                .posixQueues(10, 64)
                .count(200)
                .measures(TIME)
                .compares(ratio(TIME, C_EPOLL, C_BLOCKING), ratio(TIME, FFM, C_BLOCKING), ratio(TIME, JNA, C_BLOCKING));
    }

    private static Row idle() {
        return new PathRow("idle", "100 subscribed queues, and no message")
                .contestants(
                        new Contestant(C_EPOLL, c("idle"), 100),
                        new Contestant(FFM, java("idle", "ffm"), 100),
                        new Contestant(JNA, java("idle", "jna"), 100),
                        new Contestant(WITHOUT, java("idle", "jna"), 0))
                .posixQueues(10, 64)
                .count(5_000)
                .mostWarmUps(1)
                .measures(IDLE_CPU, OWN_IDLE_CPU)
                .compares(
                        value(IDLE_CPU, FFM, Goal.atMost(0.1)),
                        value(IDLE_CPU, JNA, Goal.atMost(0.1)),
                        value(IDLE_CPU, WITHOUT, null),
                        difference(IDLE_CPU, FFM, WITHOUT),
                        difference(IDLE_CPU, JNA, WITHOUT),
                        value(OWN_IDLE_CPU, FFM, null),
                        value(OWN_IDLE_CPU, JNA, null));
    }

    private static Row startUp() {
        return new PathRow("start-up", "from the start of the process to its first message")
                .contestants(
                        new Contestant(C_EPOLL, c("receive", "epoll")),
                        new Contestant(FFM, java("receive", "ffm")),
                        new Contestant(JNA, java("receive", "jna")),
                        new Contestant(HAND_JNA, java("receive-by-hand", "jna")),
                        new Contestant(ARCHIVED_FFM, javaFromArchive("receive", "ffm")),
                        new Contestant(ARCHIVED_JNA, javaFromArchive("receive", "jna")),
                        new Contestant(ARCHIVED_HAND_JNA, javaFromArchive("receive-by-hand", "jna")))
                .senderAhead(c("send", "blocking"))
                .posixQueues(10, 64)
                .count(1)
                .mostWarmUps(1)
                .newProcesses()
                .measures(START_UP)
                .compares(
                        ratio(START_UP, FFM, HAND_JNA),
                        ratio(START_UP, JNA, HAND_JNA, Goal.atMost(1.0)),
                        ratio(START_UP, ARCHIVED_FFM, ARCHIVED_HAND_JNA, Goal.atMost(1.1)),
                        ratio(START_UP, ARCHIVED_JNA, ARCHIVED_HAND_JNA, Goal.atMost(1.0)),
                        ratio(START_UP, ARCHIVED_FFM, FFM));
    }
}
