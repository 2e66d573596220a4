package io.sluice.reactor.pipe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a line is. Immutable: each method gives new options.
 *
 * <pre>{@code
 * LineOptions options = LineOptions.create().separator(new byte[] {0}).maxBytes(4096); // as find -print0 writes them
 * Flux<byte[]> names = PipeReceiver.create(readEnd, Framing.lines(options)).receive();
 * }</pre>
 */
public final class LineOptions {
    /** The limit of a line where no other is set. */
    public static final int DEFAULT_MAX_BYTES = 65_536;

    private static final LineOptions DEFAULTS =
            new LineOptions("\n".getBytes(StandardCharsets.US_ASCII), DEFAULT_MAX_BYTES, false, true);

    private final byte[] separator;
    private final int maxBytes;
    private final boolean unterminated;
    private final boolean readAhead;

    private LineOptions(byte[] separator, int maxBytes, boolean unterminated, boolean readAhead) {
        this.separator = separator;
        this.maxBytes = maxBytes;
        this.unterminated = unterminated;
        this.readAhead = readAhead;
    }

    /**
     * The defaults: lines end with a newline, have at most {@link #DEFAULT_MAX_BYTES} bytes, and the last one must end with a
     * newline, too.
     *
     * @return the options
     */
    public static LineOptions create() {
        return DEFAULTS;
    }

    /**
     * What ends a line.
     *
     * @param bytes one byte or more, which are no part of the line; copied
     * @return new options
     * @throws IllegalArgumentException if there is no byte
     */
    public LineOptions separator(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a separator has one byte or more");
        }
        return new LineOptions(bytes.clone(), maxBytes, unterminated, readAhead);
    }

    /**
     * How long a line may be. A longer one is an error ({@link LineTooLongException}), or it is cut ({@link
     * Framing#cutLines(LineOptions)}).
     *
     * @param most bytes without the separator, 1 or more
     * @return new options
     * @throws IllegalArgumentException if it is less than 1, or more than the largest buffer can hold
     */
    public LineOptions maxBytes(int most) {
        return new LineOptions(
                separator, Framing.checkedSize(most, "the most bytes of a line"), unterminated, readAhead);
    }

    /**
     * Whether the last line may lack its separator when the last writer leaves. If not, such a line is a {@link
     * PartialRecordException}, since a writer that was killed leaves one as well.
     *
     * @param value true to emit it as a line; the default is false
     * @return new options
     */
    public LineOptions allowUnterminated(boolean value) {
        return new LineOptions(separator, maxBytes, value, readAhead);
    }

    /**
     * Whether a read may bring more than the line that is wanted. Without that, lines are read byte by byte, as a shell reads
     * them: this is slow, and leaves all that follows in the pipe for whoever reads it next.
     *
     * @param value false to read byte by byte; the default is true
     * @return new options
     */
    public LineOptions readAhead(boolean value) {
        return new LineOptions(separator, maxBytes, unterminated, value);
    }

    /**
     * What ends a line.
     *
     * @return a copy of the bytes
     */
    public byte[] separator() {
        return separator.clone();
    }

    /**
     * How long a line may be.
     *
     * @return bytes without the separator
     */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * Whether the last line may lack its separator.
     *
     * @return true if it may
     */
    public boolean allowUnterminated() {
        return unterminated;
    }

    /**
     * Whether a read may bring more than the line that is wanted.
     *
     * @return false if lines are read byte by byte
     */
    public boolean readAhead() {
        return readAhead;
    }

    @Override
    public String toString() {
        return "lines of at most " + maxBytes + " bytes, separator " + Arrays.toString(separator);
    }
}
