package io.sluice.benchmarks;

import static io.sluice.benchmarks.Comparison.difference;
import static io.sluice.benchmarks.Comparison.ratio;
import static io.sluice.benchmarks.Comparison.value;
import static io.sluice.benchmarks.Contestant.C_BLOCKING;
import static io.sluice.benchmarks.Contestant.FFM;
import static io.sluice.benchmarks.Contestant.JNA;
import static io.sluice.benchmarks.Metric.BYTES;
import static io.sluice.benchmarks.Metric.IDLE_CPU;
import static io.sluice.benchmarks.Metric.MEDIAN;
import static io.sluice.benchmarks.Metric.OWN_IDLE_CPU;
import static io.sluice.benchmarks.Metric.PERCENTILE_99;
import static io.sluice.benchmarks.Metric.THROUGHPUT;
import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;

import io.sluice.benchmarks.Comparison.Goal;
import java.util.List;

/** A ring in shared memory: messages a second beside a queue, a wake-up, no message at all; and shared memory by itself. */
final class RingRows {
    private static final String DECODED_FFM = "with a decoder, FFM";
    private static final String DECODED_JNA = "with a decoder, JNA";
    private static final String QUEUE_FFM = "POSIX queue, FFM";
    private static final String QUEUE_JNA = "POSIX queue, JNA";
    private static final String WITHOUT = "a JVM without a ring";
    private static final int CAPACITY = 1 << 20;
    private static final int BLOCK = 1 << 20;

    private RingRows() {}

    static List<Row> all() {
        return List.of(receive(), send(), wakeUp(), idle(), copies());
    }

    private static RoundQueues ringOrQueue(Contestant contestant) {
        return contestant.name().startsWith("POSIX")
                ? new PosixRoundQueues(contestant.queues(), 10, 64)
                : new RoundRings(contestant.queues(), CAPACITY);
    }

    private static Row receive() {
        return new PathRow("ring-receive-64", "ring, C to Java, 64 bytes")
                .contestants(
                        new Contestant(C_BLOCKING, c("ring", "receive")),
                        new Contestant(FFM, java("receive-ring", "ffm")),
                        new Contestant(JNA, java("receive-ring", "jna")),
                        new Contestant(DECODED_FFM, java("decode-ring", "ffm")),
                        new Contestant(DECODED_JNA, java("decode-ring", "jna")),
                        new Contestant(QUEUE_FFM, java("receive", "ffm")),
                        new Contestant(QUEUE_JNA, java("receive", "jna")))
                .sender(c("ring", "send"))
                .queues(RingRows::ringOrQueue, 64)
                .count(500_000)
                .measures(THROUGHPUT, Metric.CPU, Metric.ALLOCATED)
                .compares(
                        ratio(THROUGHPUT, FFM, C_BLOCKING, Goal.atLeast(0.7)),
                        ratio(THROUGHPUT, JNA, C_BLOCKING, Goal.atLeast(0.7)),
                        ratio(THROUGHPUT, DECODED_FFM, C_BLOCKING),
                        ratio(THROUGHPUT, DECODED_JNA, C_BLOCKING),
                        ratio(THROUGHPUT, FFM, QUEUE_FFM, Goal.atLeast(10)),
                        ratio(THROUGHPUT, JNA, QUEUE_JNA, Goal.atLeast(10)),
                        value(Metric.ALLOCATED, FFM, null),
                        value(Metric.ALLOCATED, JNA, null));
    }

    private static Row send() {
        return new PathRow("ring-send-64", "ring, Java to C, 64 bytes")
                .contestants(
                        new Contestant(C_BLOCKING, c("ring", "send")),
                        new Contestant(FFM, java("send-ring", "ffm")),
                        new Contestant(JNA, java("send-ring", "jna")))
                .receiver(c("ring", "receive"))
                .queues(RingRows::ringOrQueue, 64)
                .count(500_000)
                .measures(THROUGHPUT, Metric.CPU)
                .compares(ratio(THROUGHPUT, FFM, C_BLOCKING), ratio(THROUGHPUT, JNA, C_BLOCKING));
    }

    private static Row wakeUp() {
        return new PathRow("ring-wake-up", "ring, from a producer in C to a consumer that sleeps")
                .contestants(
                        new Contestant(C_BLOCKING, c("ring", "await")),
                        new Contestant(FFM, java("await-ring", "ffm")),
                        new Contestant(JNA, java("await-ring", "jna")))
                .sender(c("ring", "stamp"))
                .queues(RingRows::ringOrQueue, Long.BYTES)
                .count(500)
                .measures(MEDIAN, PERCENTILE_99)
                .compares(
                        ratio(MEDIAN, FFM, C_BLOCKING, Goal.atMost(1.5)),
                        ratio(MEDIAN, JNA, C_BLOCKING, Goal.atMost(1.5)),
                        ratio(PERCENTILE_99, FFM, C_BLOCKING),
                        ratio(PERCENTILE_99, JNA, C_BLOCKING));
    }

    private static Row idle() {
        return new PathRow("ring-idle", "a subscribed ring, and no message")
                .contestants(
                        new Contestant(FFM, java("idle-ring", "ffm")),
                        new Contestant(JNA, java("idle-ring", "jna")),
                        new Contestant(WITHOUT, java("idle", "jna"), 0))
                .queues(RingRows::ringOrQueue, 64)
                .count(5_000)
                .mostWarmUps(1)
                .measures(IDLE_CPU, OWN_IDLE_CPU)
                .compares(
                        value(IDLE_CPU, FFM, null),
                        value(IDLE_CPU, JNA, null),
                        value(IDLE_CPU, WITHOUT, null),
                        difference(IDLE_CPU, FFM, WITHOUT),
                        difference(IDLE_CPU, JNA, WITHOUT),
                        value(OWN_IDLE_CPU, FFM, Goal.atMost(0.1)),
                        value(OWN_IDLE_CPU, JNA, Goal.atMost(0.1)));
    }

    private static Row copies() {
        return new PathRow("shm-copy", "blocks of 1 MiB into shared memory and out of it")
                .contestants(
                        new Contestant(C_BLOCKING, c("ring", "copy")),
                        new Contestant(FFM, java("copy-memory", "ffm")),
                        new Contestant(JNA, java("copy-memory", "jna")))
                .queues(contestant -> new RoundMemory(16L * BLOCK), BLOCK)
                .count(1_000)
                .measures(BYTES)
                .compares(
                        ratio(BYTES, FFM, C_BLOCKING, Goal.atLeast(0.9)),
                        ratio(BYTES, JNA, C_BLOCKING, Goal.atLeast(0.9)));
    }
}
