package io.sluice.kafka;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a segment begins with.
 *
 * @param journal the journal, as it was opened for this segment. Each opening has an id of its own: where damage hides the last
 *     sequences, they are given again, and must not be taken for the same messages
 * @param first the sequence of the segment's first message
 * @param size how long the file is
 */
record SegmentHeader(UUID journal, long first, long size) {
    static final int BYTES = 64;
    private static final long MARK = 0x534c55494345_0001L;
    private static final int CHECKSUM_AT = 40;

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(MARK);
        bytes.putLong(journal.getMostSignificantBits()).putLong(journal.getLeastSignificantBits());
        bytes.putLong(first).putLong(size).putInt(checksum(bytes));
        return bytes.rewind();
    }

    /** Reads the header; null if it is damaged. */
    static @Nullable SegmentHeader read(ByteBuffer bytes) {
        if (bytes.limit() < BYTES || bytes.getLong(0) != MARK || bytes.getInt(CHECKSUM_AT) != checksum(bytes)) {
            return null;
        }
        return new SegmentHeader(new UUID(bytes.getLong(8), bytes.getLong(16)), bytes.getLong(24), bytes.getLong(32));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().limit(CHECKSUM_AT).position(0));
        return (int) checksum.getValue();
    }
}
