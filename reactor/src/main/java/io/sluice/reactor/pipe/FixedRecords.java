package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records of one size. It reads no more of them than there is demand for, and no more at once than a pipe holds. The memory for
 * that grows with the reads that fill it.
 *
 * @param <T> the type of the elements
 */
final class FixedRecords<T> implements Decoder<T> {
    /** What a pipe holds. */
    private static final int MOST_BYTES = 1 << 16;

    private final int size;
    private final int mostAtOnce;
    private final Elements<T> elements;
    /** How many records there is room for. */
    private int atOnce;

    private ReadBytes bytes;
    /** Whether a read has filled all the memory: the next one may bring more. */
    private boolean wasFull;

    FixedRecords(int size, Elements<T> elements) {
        this.size = size;
        this.elements = elements;
        mostAtOnce = Math.max(1, MOST_BYTES / size);
        atOnce = Math.max(1, ReadBytes.PORTION / size);
        bytes = new ReadBytes(size * atOnce);
    }

    @Override
    public @Nullable T next() {
        if (bytes.length() < size) {
            return null;
        }
        T element = elements.of(bytes.view(0, size));
        bytes.drop(size);
        return element;
    }

    @Override
    public ByteBuffer room(long demand) {
        if (wasFull && bytes.length() == 0 && atOnce < mostAtOnce) {
            atOnce = Math.min(2 * atOnce, mostAtOnce);
            bytes = new ReadBytes(size * atOnce);
            wasFull = false;
        }
        return bytes.room((int) Math.min(demand, atOnce) * size - bytes.length());
    }

    @Override
    public void filled(int count) {
        bytes.filled(count);
        wasFull = bytes.length() == size * atOnce;
    }

    @Override
    public @Nullable T end() {
        if (bytes.length() > 0) {
            throw new PartialRecordException("a record of " + size, takeBytes());
        }
        return null;
    }

    @Override
    public boolean mayHaveRecord() {
        return bytes.length() >= size;
    }

    @Override
    public boolean isEmpty() {
        return bytes.length() == 0;
    }

    @Override
    public byte[] takeBytes() {
        return bytes.takeAll();
    }
}
