package io.sluice.kafka;

/**
 * The names of the headers of records in Kafka. Each value is a text in UTF-8.
 *
 * <pre>{@code
 * ProducerRecord<byte[], byte[]> order = new ProducerRecord<>("orders", payload);
 * order.headers().add(BridgeHeaders.PRIORITY, "5".getBytes());
 * }</pre>
 */
public final class BridgeHeaders {
    /** What a record has that was sent twice, and no other one. */
    public static final String ID = "sluice-id";

    /** The queue, such as {@code mq:/orders}. */
    public static final String SOURCE = "sluice-source";

    /** The name of the machine that the queue is on. */
    public static final String HOST = "sluice-host";

    /** The priority of a message of a POSIX queue, in decimal. */
    public static final String PRIORITY = "sluice-priority";

    /** The type of a message of a System V queue, in decimal. */
    public static final String TYPE = "sluice-type";

    /** Why a record is in a dead-letter topic. */
    public static final String REASON = "sluice-reason";

    /** The topic, partition and offset that a dead letter was read from, such as {@code orders-0@42}. */
    public static final String ORIGIN = "sluice-origin";

    private BridgeHeaders() {}
}
