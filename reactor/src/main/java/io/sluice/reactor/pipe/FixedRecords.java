package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records of one size. It reads no more of them than there is demand for.
 *
 * @param <T> the type of the elements
 */
final class FixedRecords<T> implements Decoder<T> {
    private final int size;
    private final int mostAtOnce;
    private final Elements<T> elements;
    private final ReadBytes bytes;

    FixedRecords(int size, Elements<T> elements) {
        this.size = size;
        this.elements = elements;
        mostAtOnce = Math.max(1, ReadBytes.PORTION / size);
        bytes = new ReadBytes(size * mostAtOnce);
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
        return bytes.room((int) Math.min(demand, mostAtOnce) * size - bytes.length());
    }

    @Override
    public void filled(int count) {
        bytes.filled(count);
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
