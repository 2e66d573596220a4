package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.Command;
import java.util.Map;

/**
 * A number that a round gives.
 *
 * @param name what it is, with its unit
 * @param key the worker's value that it comes from; who has no such value is not measured by it
 * @param reading how it follows from that value
 */
record Metric(String name, String key, Reading reading) {
    /** From a worker's value to the number. */
    @FunctionalInterface
    interface Reading {
        double of(Command command, double value);
    }

    /** The key of the nanoseconds from the start of the worker's process, or of its round, to its last message. */
    static final String SINCE_START = "since start";

    /** Header of an array in the usual JVM: 12 bytes and the length. */
    private static final int ARRAY_HEADER = 16;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MIB = 1 << 20;

    static final Metric THROUGHPUT =
            new Metric("messages/s", "nanos", (command, nanos) -> command.count() / (nanos / NANOS_PER_SECOND));

    /** For what has no messages: the bytes of a round are those of all messages that were sent. */
    static final Metric BYTES = new Metric(
            "MiB/s",
            "nanos",
            (command, nanos) -> (double) command.count() * command.size() / BYTES_PER_MIB / (nanos / NANOS_PER_SECOND));

    static final Metric TIME =
            new Metric("µs a message", "nanos", (command, nanos) -> nanos / command.count() / NANOS_PER_MICRO);

    static final Metric CPU = new Metric("CPU ns a message", "cpu", (command, nanos) -> nanos / command.count());

    static final Metric ALLOCATED = new Metric(
            "bytes allocated a message beyond its array",
            "allocated",
            (command, bytes) -> bytes / command.count() - ARRAY_HEADER - command.size());

    /** For messages without arrays. */
    static final Metric ALLOCATED_A_MESSAGE =
            new Metric("bytes allocated a message", "allocated", (command, bytes) -> bytes / command.count());

    /** For what has no messages, and no arrays. */
    static final Metric ALLOCATED_IN_ALL =
            new Metric("bytes allocated a use", "allocated", (command, bytes) -> bytes / command.count());

    /** As many as the limit of a process allows. */
    static final Metric DESCRIPTORS = new Metric("descriptors on the loop", "descriptors", (command, count) -> count);

    static final Metric MEDIAN = new Metric("median µs", "p50", (command, nanos) -> nanos / NANOS_PER_MICRO);

    static final Metric PERCENTILE_99 =
            new Metric("99th percentile µs", "p99", (command, nanos) -> nanos / NANOS_PER_MICRO);

    static final Metric PERCENTILE_999 =
            new Metric("99.9th percentile µs", "p999", (command, nanos) -> nanos / NANOS_PER_MICRO);

    /** A message that its sender sends late, because there was no room, counts from when it was due. */
    static final Metric PERCENTILE_999_SINCE_DUE =
            new Metric("99.9th percentile µs since due", "due999", (command, nanos) -> nanos / NANOS_PER_MICRO);

    /** What the sender says. */
    static final Metric SENT = new Metric("messages/s sent", "rate", (command, rate) -> rate);

    /** A round of it lasts as many milliseconds as it has messages. */
    static final Metric IDLE_CPU =
            new Metric("% of a core", "cpu", (command, nanos) -> 100 * nanos / (command.count() * NANOS_PER_MILLI));

    /** The same of Sluice's own threads: the event loop, its watchdog, and those that wait in the kernel. */
    static final Metric OWN_IDLE_CPU = new Metric("% of a core by Sluice's own threads", "owncpu", IDLE_CPU.reading());

    static final Metric START_UP =
            new Metric("ms from start to first message", SINCE_START, (command, nanos) -> nanos / NANOS_PER_MILLI);

    void addTo(RowResult result, Contestant contestant, Command command, Map<String, Double> values) {
        Double value = values.get(key);
        if (value != null) {
            result.add(name, contestant.name(), reading.of(command, value));
        }
    }
}
