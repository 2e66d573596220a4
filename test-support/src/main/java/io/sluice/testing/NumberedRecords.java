package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Records of one size that say who wrote them and which they are, as {@code records.h} makes them. Checks those that arrive. */
public final class NumberedRecords {
    private static final int HEAD = 8;

    private final int size;
    private final Map<Integer, Integer> next = new HashMap<>();

    /**
     * Records of one size, of which none has arrived.
     *
     * @param size bytes, 8 or more
     */
    public NumberedRecords(int size) {
        this.size = size;
    }

    /**
     * Makes a record.
     *
     * @param writer who writes it
     * @param number which of the writer's
     * @return its bytes
     */
    public byte[] record(int writer, int number) {
        ByteBuffer record = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(writer).putInt(number);
        for (int i = HEAD; i < size; i++) {
            record.put((byte) (writer * 31 + number * 7 + i));
        }
        return record.array();
    }

    /**
     * Checks that a record is whole and is the next one of its writer.
     *
     * @param record what has arrived
     */
    public void arrived(byte[] record) {
        assertThat(record).hasSize(size);
        int writer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int due = next.merge(writer, 1, Integer::sum) - 1;
        assertThat(record).as("record %d of writer %d", due, writer).isEqualTo(record(writer, due));
    }

    /**
     * How many records have arrived from a writer.
     *
     * @param writer which
     * @return how many
     */
    public int arrivedFrom(int writer) {
        return next.getOrDefault(writer, 0);
    }
}
