package io.sluice.kafka;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The form of records in a segment: a mark, the length of the payload, a checksum, the sequence, the number, the payload.
 *
 * <p>The checksum begins with the id of the journal. A payload that has a record of another journal in it is no record here,
 * even where damage makes the reader search for the next one.
 */
final class RecordFormat {
    /** Bytes before the payload. */
    static final int HEAD = 28;

    static final int MARK = 0x534c5552;
    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 8;
    private static final int SEQUENCE_AT = 12;
    private static final int NUMBER_AT = 20;

    private final UUID journal;

    RecordFormat(UUID journal) {
        this.journal = journal;
    }

    static int size(int payload) {
        return HEAD + payload;
    }

    /** Writes a record at the position of a buffer, which has room for it. */
    void put(ByteBuffer into, JournalRecord message) {
        int start = into.position();
        into.putInt(MARK).putInt(message.payload().length).putInt(0);
        into.putLong(message.sequence()).putLong(message.number()).put(message.payload());
        into.putInt(start + CHECKSUM_AT, checksum(into, start, message.payload().length));
    }

    /** The length of the payload that a record at a position says it has; -1 if there is no record, or it does not fit. */
    static int claimedLength(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < HEAD || bytes.getInt(at) != MARK) {
            return -1;
        }
        int length = bytes.getInt(at + LENGTH_AT);
        return length >= 0 && length <= bytes.limit() - at - HEAD ? length : -1;
    }

    /** Whether there is a whole record at a position, of a sequence behind another one. */
    boolean isWhole(ByteBuffer bytes, int at, long behind) {
        int length = claimedLength(bytes, at);
        return length >= 0
                && bytes.getLong(at + SEQUENCE_AT) > behind
                && bytes.getInt(at + CHECKSUM_AT) == checksum(bytes, at, length);
    }

    /** Reads the whole record at a position. */
    JournalRecord read(ByteBuffer bytes, int at) {
        byte[] payload = new byte[claimedLength(bytes, at)];
        bytes.get(at + HEAD, payload);
        return new JournalRecord(journal, bytes.getLong(at + SEQUENCE_AT), bytes.getLong(at + NUMBER_AT), payload);
    }

    private int checksum(ByteBuffer bytes, int start, int length) {
        CRC32C checksum = new CRC32C();
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES * 2 + Integer.BYTES)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putInt(length);
        checksum.update(head.flip());
        checksum.update(bytes.duplicate().limit(start + HEAD + length).position(start + SEQUENCE_AT));
        return (int) checksum.getValue();
    }
}
