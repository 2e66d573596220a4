package io.sluice.kafka;

/** A message of any kind of queue. */
final class QueueMessage {
    private final long number;
    private final byte[] payload;

    /** With a priority or type, and the bytes. */
    QueueMessage(long number, byte[] payload) {
        this.number = number;
        this.payload = payload;
    }

    long number() {
        return number;
    }

    byte[] payload() {
        return payload;
    }
}
