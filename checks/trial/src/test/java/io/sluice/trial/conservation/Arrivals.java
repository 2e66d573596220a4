package io.sluice.trial.conservation;

import io.sluice.testing.NumberedRecords;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;

/** Which records of each writer have arrived: each once, whole, and at each reader in the writer's order. */
final class Arrivals {
    private final NumberedRecords records;
    private final BitSet[] ofWriter;
    private final int[] next;

    Arrivals(int writers, int size) {
        records = new NumberedRecords(size);
        ofWriter = Stream.generate(BitSet::new).limit(writers).toArray(BitSet[]::new);
        next = new int[writers];
    }

    /** At the one reader whose records come in order. */
    synchronized void arrived(byte[] record) {
        ByteBuffer head = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        int writer = head.getInt();
        int number = head.getInt();
        if (writer < 0 || writer >= next.length || !Arrays.equals(record, records.record(writer, number))) {
            throw new AssertionError("a torn record: " + Arrays.toString(record));
        }
        if (number < next[writer]) {
            throw new AssertionError("record " + number + " of writer " + writer + " behind " + (next[writer] - 1));
        }
        next[writer] = number + 1;
        add(writer, number);
    }

    /** Wherever it has arrived. */
    synchronized void add(int writer, int number) {
        if (ofWriter[writer].get(number)) {
            throw new AssertionError("record " + number + " of writer " + writer + " once more");
        }
        ofWriter[writer].set(number);
    }

    synchronized int count() {
        return Arrays.stream(ofWriter).mapToInt(BitSet::cardinality).sum();
    }
}
