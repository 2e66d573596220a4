package io.sluice.reactor.pipe;

/**
 * A line is longer than the framing allows. What was read of it is in {@link #bytes()}. A later subscription of the same
 * receiver drops the rest of this line and goes on with the next one.
 *
 * <pre>{@code
 * records.doOnError(LineTooLongException.class, longLine -> System.err.println("limit: " + longLine.maxBytes()));
 * }</pre>
 *
 * @see LineOptions#maxBytes(int)
 */
public final class LineTooLongException extends FramingException {
    private static final long serialVersionUID = 1L;

    /** The limit. */
    private final int maxBytes;

    LineTooLongException(int maxBytes, byte[] bytes) {
        super(
                "A line is longer than " + maxBytes
                        + " bytes. Raise LineOptions.maxBytes, or take Framing.cutLines, which"
                        + " cuts long lines and reports the cut.",
                bytes);
        this.maxBytes = maxBytes;
    }

    /**
     * The limit.
     *
     * @return bytes without the separator
     */
    public int maxBytes() {
        return maxBytes;
    }
}
