package io.sluice.kafka;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which messages keep their order in a topic of several partitions. Kafka keeps the order of records with the same key.
 */
public enum KeptOrder {
    /** Those of a priority, or a type. It is their key. */
    NUMBER,
    /** All of a queue. Its name is their key, so they are all in one partition. */
    ALL,
    /** None. They have no key. */
    NONE;

    byte @Nullable [] key(String source, JournalRecord message) {
        return switch (this) {
            case NUMBER -> Long.toString(message.number()).getBytes(StandardCharsets.US_ASCII);
            case ALL -> source.getBytes(StandardCharsets.UTF_8);
            case NONE -> null;
        };
    }
}
