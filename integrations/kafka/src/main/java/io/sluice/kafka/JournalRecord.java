package io.sluice.kafka;

import java.util.UUID;

/** A message in the journal. */
final class JournalRecord {
    private final UUID journal;
    private final long sequence;
    private final long number;
    private final byte[] payload;

    /**
     * A record.
     *
     * @param journal the journal, as it was opened for this message
     * @param sequence counts the messages of a journal from 1
     * @param number the priority or type
     * @param payload the bytes
     */
    JournalRecord(UUID journal, long sequence, long number, byte[] payload) {
        this.journal = journal;
        this.sequence = sequence;
        this.number = number;
        this.payload = payload;
    }

    /** What a message has that is sent twice, and no other one. */
    String id() {
        return idPrefix(journal) + sequence;
    }

    /** What the ids of a journal begin with. */
    static String idPrefix(UUID journal) {
        return journal + ":";
    }

    UUID journal() {
        return journal;
    }

    long sequence() {
        return sequence;
    }

    long number() {
        return number;
    }

    byte[] payload() {
        return payload;
    }
}
