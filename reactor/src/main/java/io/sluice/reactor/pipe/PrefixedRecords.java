package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Records with their length in front. It reads the length, then the record; and with the record the length of the next one, if
 * there is demand for that, so that it makes one call for each record.
 *
 * @param <T> the type of the elements
 */
final class PrefixedRecords<T> implements Decoder<T> {
    private final int prefixBytes;
    private final ByteOrder order;
    private final int maxBytes;
    private final Elements<T> elements;
    private final ReadBytes bytes = new ReadBytes(ReadBytes.PORTION);

    /** A length was wrong, so nobody can tell where records begin until other writers come. */
    private boolean lost;

    PrefixedRecords(int prefixBytes, ByteOrder order, int maxBytes, Elements<T> elements) {
        this.prefixBytes = prefixBytes;
        this.order = order;
        this.maxBytes = maxBytes;
        this.elements = elements;
    }

    @Override
    public @Nullable T next() {
        if (lost) {
            bytes.drop(bytes.length());
            return null;
        }
        if (!hasLength()) {
            return null;
        }
        long length = lengthOfNext();
        if (length < 0 || length > maxBytes) {
            byte[] read = takeBytes();
            lost = true;
            throw new RecordLengthException(length, maxBytes, read);
        }
        int whole = prefixBytes + (int) length;
        if (bytes.length() < whole) {
            return null;
        }
        T element = elements.of(bytes.view(prefixBytes, (int) length));
        bytes.drop(whole);
        return element;
    }

    private boolean hasLength() {
        return bytes.length() >= prefixBytes;
    }

    private long lengthOfNext() {
        ByteBuffer prefix = bytes.view(0, prefixBytes).order(order);
        return switch (prefixBytes) {
            case 1 -> Byte.toUnsignedLong(prefix.get());
            case 2 -> Short.toUnsignedLong(prefix.getShort());
            case 4 -> prefix.getInt();
            default -> prefix.getLong();
        };
    }

    @Override
    public ByteBuffer room(long demand) {
        if (lost) {
            return bytes.room(ReadBytes.PORTION);
        }
        long wanted = prefixBytes;
        if (hasLength()) {
            wanted += lengthOfNext() + (demand > 1 ? prefixBytes : 0);
        }
        return bytes.room((int) (wanted - bytes.length()));
    }

    @Override
    public void filled(int count) {
        bytes.filled(count);
    }

    @Override
    public @Nullable T end() {
        if (lost) {
            lost = false;
            takeBytes();
        }
        if (bytes.length() > 0) {
            String rest = hasLength() ? " and a record of " + lengthOfNext() : "";
            throw new PartialRecordException("a length of " + prefixBytes + rest, takeBytes());
        }
        return null;
    }

    @Override
    public boolean mayHaveRecord() {
        return hasLength() && bytes.length() - prefixBytes >= Math.max(lengthOfNext(), 0);
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
