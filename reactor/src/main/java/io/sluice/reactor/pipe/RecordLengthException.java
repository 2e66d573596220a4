package io.sluice.reactor.pipe;

/**
 * The length in front of a record is negative or over the limit of the framing. Nobody can tell where the next record begins,
 * so a later subscription of the same receiver drops what these writers still write, and goes on with the next writers.
 *
 * <pre>{@code
 * records.doOnError(RecordLengthException.class, lie -> System.err.println(lie.length() + " of " + lie.maxBytes()));
 * }</pre>
 *
 * @see Framing#lengthPrefixed(int, java.nio.ByteOrder, int)
 */
public final class RecordLengthException extends FramingException {
    private static final long serialVersionUID = 1L;

    /** What the prefix said. */
    private final long length;
    /** The limit. */
    private final int maxBytes;

    RecordLengthException(long length, int maxBytes, byte[] bytes) {
        super(
                "The length in front of a record is " + length
                        + (length < 0 ? ", which is negative." : ", over the limit of " + maxBytes + " bytes.")
                        + " The writer uses another format or byte order, or the limit of Framing.lengthPrefixed is too low.",
                bytes);
        this.length = length;
        this.maxBytes = maxBytes;
    }

    /**
     * The length that was in front of the record.
     *
     * @return bytes, as the writer has said
     */
    public long length() {
        return length;
    }

    /**
     * The limit.
     *
     * @return bytes without the prefix
     */
    public int maxBytes() {
        return maxBytes;
    }
}
