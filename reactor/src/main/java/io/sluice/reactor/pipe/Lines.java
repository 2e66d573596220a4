package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines, whose end nobody knows before it is read. So it reads ahead, one buffer at the most, or byte by byte.
 *
 * @param <T> the type of the elements
 */
final class Lines<T> implements Decoder<T> {
    /** Makes elements of lines that are too long. */
    interface Cut<T> {
        T of(byte[] kept, long droppedBytes);
    }

    private static final byte[] NOTHING = {};

    private final byte[] separator;
    private final int maxBytes;
    private final boolean allowUnterminated;
    private final boolean readAhead;
    private final Elements<T> elements;
    /** Null where a line that is too long is an error. */
    private final @Nullable Cut<T> cut;

    private final ReadBytes bytes = new ReadBytes(ReadBytes.PORTION);

    /** Up to here there is no separator. */
    private int searched;
    /** The beginning of a line that is too long, while its rest is dropped; empty where it was an error. */
    private byte @Nullable [] tooLong;
    /** How much of that line was dropped. */
    private long dropped;

    Lines(LineOptions options, Elements<T> elements, @Nullable Cut<T> cut) {
        separator = options.separator();
        maxBytes = options.maxBytes();
        allowUnterminated = options.allowUnterminated();
        readAhead = options.readAhead();
        this.elements = elements;
        this.cut = cut;
    }

    @Override
    public @Nullable T next() {
        T element = null;
        int length = lengthOfNext();
        while (element == null && length >= 0) {
            element = line(length);
            length = element == null ? lengthOfNext() : -1;
        }
        if (element == null && (tooLong != null || bytes.length() >= (long) maxBytes + separator.length)) {
            dropUnterminated();
        }
        return element;
    }

    /** The line of this length, which has ended; null if it is the rest of one that was an error. */
    private @Nullable T line(int length) {
        byte[] kept = tooLong;
        Cut<T> cutting = cut;
        T element = null;
        LineTooLongException error = null;
        if (kept != null) {
            element = cutting == null ? null : cutting.of(kept, dropped + length);
        } else if (length <= maxBytes) {
            element = elements.of(bytes.view(0, length));
        } else if (cutting == null) {
            error = new LineTooLongException(maxBytes, bytes.copy(length));
        } else {
            element = cutting.of(bytes.copy(maxBytes), length - maxBytes);
        }
        tooLong = null;
        drop(length + separator.length);
        if (error != null) {
            throw error;
        }
        return element;
    }

    /** The line is too long and goes on. The last bytes stay: they may be the beginning of a separator. */
    private void dropUnterminated() {
        int most = Math.max(bytes.length() - separator.length + 1, 0);
        if (tooLong != null) {
            dropped += most;
            drop(most);
        } else if (cut != null) {
            tooLong = bytes.copy(maxBytes);
            dropped = (long) most - maxBytes;
            drop(most);
        } else {
            LineTooLongException error = new LineTooLongException(maxBytes, bytes.copy(bytes.length()));
            tooLong = NOTHING;
            drop(most);
            throw error;
        }
    }

    private void drop(int count) {
        bytes.drop(Math.min(count, bytes.length()));
        searched = 0;
    }

    private int lengthOfNext() {
        int last = bytes.length() - separator.length;
        while (searched <= last) {
            if (isSeparator(searched)) {
                return searched;
            }
            searched++;
        }
        return -1;
    }

    private boolean isSeparator(int from) {
        for (int i = 0; i < separator.length; i++) {
            if (bytes.get(from + i) != separator[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ByteBuffer room(long demand) {
        int most = Math.max(ReadBytes.PORTION, maxBytes + separator.length);
        return bytes.room(readAhead ? most - bytes.length() : 1);
    }

    @Override
    public void filled(int count) {
        bytes.filled(count);
    }

    @Override
    public @Nullable T end() {
        byte[] kept = tooLong;
        Cut<T> cutting = cut;
        int length = bytes.length();
        T element = null;
        if (kept != null && cutting == null) {
            takeBytes(); // the rest of a line that was an error
        } else if (length > 0 || kept != null) {
            if (!allowUnterminated) {
                byte[] partial = takeBytes();
                throw new PartialRecordException("a line that ends with a separator", partial);
            }
            element = line(length);
        }
        return element;
    }

    @Override
    public boolean mayHaveRecord() {
        return searched <= bytes.length() - separator.length;
    }

    @Override
    public boolean isEmpty() {
        return bytes.length() == 0 && tooLong == null;
    }

    @Override
    public byte[] takeBytes() {
        byte[] kept = tooLong == null ? NOTHING : tooLong;
        byte[] read = bytes.takeAll();
        searched = 0;
        tooLong = null;
        byte[] both = Arrays.copyOf(kept, kept.length + read.length);
        System.arraycopy(read, 0, both, kept.length, read.length);
        return both;
    }
}
