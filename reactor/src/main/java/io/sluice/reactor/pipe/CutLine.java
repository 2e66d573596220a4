package io.sluice.reactor.pipe;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A line, or the beginning of one that was longer than the framing allows.
 *
 * <pre>{@code
 * PipeReceiver.create(readEnd, Framing.cutLines(LineOptions.create().maxBytes(80)))
 *         .receive()
 *         .subscribe(line -> System.out.println(line.text(StandardCharsets.UTF_8) + (line.isCut() ? "..." : "")));
 * }</pre>
 *
 * @param bytes the line without its separator, at most as many bytes as the framing allows
 * @param droppedBytes how many bytes of the line were dropped behind them; 0 for a whole line
 */
@SuppressWarnings("ArrayRecordComponent") // equality is that of the bytes
public record CutLine(byte[] bytes, long droppedBytes) {
    /**
     * Whether the line was longer.
     *
     * @return true if bytes were dropped
     */
    public boolean isCut() {
        return droppedBytes > 0;
    }

    /**
     * The bytes as text. A cut may be in the middle of a character.
     *
     * @param charset how the line is encoded
     * @return the text
     */
    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CutLine line && droppedBytes == line.droppedBytes && Arrays.equals(bytes, line.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Long.hashCode(droppedBytes);
    }

    @Override
    public String toString() {
        return "CutLine(" + bytes.length + " bytes, " + droppedBytes + " dropped)";
    }
}
