package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one read brings, of bytes or of packets.
 *
 * @param <T> the type of the elements
 */
final class RawBytes<T> implements Decoder<T> {
    private final int maxBytes;
    private final Elements<T> elements;
    private final ReadBytes bytes;

    RawBytes(int maxBytes, Elements<T> elements) {
        this.maxBytes = maxBytes;
        this.elements = elements;
        bytes = new ReadBytes(maxBytes);
    }

    @Override
    public @Nullable T next() {
        int length = bytes.length();
        if (length == 0) {
            return null;
        }
        T element = elements.of(bytes.view(0, length));
        bytes.drop(length);
        return element;
    }

    @Override
    public ByteBuffer room(long demand) {
        return bytes.room(maxBytes);
    }

    @Override
    public void filled(int count) {
        bytes.filled(count);
    }

    @Override
    public @Nullable T end() {
        return next();
    }

    @Override
    public boolean mayHaveRecord() {
        return bytes.length() > 0;
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
