package io.sluice.kafka;

import io.sluice.pipe.Pipe;
import io.sluice.reactor.pipe.CutLine;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.LineOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a message is in a FIFO, which itself has bytes only.
 *
 * <pre>{@code
 * LocalQueue readings = LocalQueue.fifo(path, FifoRecords.lines());
 * }</pre>
 *
 * <p>A record has {@link Pipe#PIPE_BUF} bytes at the most, with the line feed: so many the kernel puts into a FIFO whole, beside any
 * other writers.
 */
public final class FifoRecords {
    private static final int LINE_FEED = '\n';

    /** Of each record; 0 where they are lines. */
    private final int size;

    private FifoRecords(int size) {
        this.size = size;
    }

    /**
     * Each line is a message, without its line feed. Lines are read byte by byte, so that all that follows is in the FIFO while a
     * line is carried. A route from a FIFO reads a line that is longer to its end, tells how it begins, and does not send it.
     *
     * @return lines of up to 4095 bytes
     */
    public static FifoRecords lines() {
        return new FifoRecords(0);
    }

    /**
     * Each message has the same number of bytes.
     *
     * @param bytes how many, 1 to {@link Pipe#PIPE_BUF}
     * @return such records
     * @throws IllegalArgumentException if it is another number
     */
    public static FifoRecords fixed(int bytes) {
        if (bytes < 1 || bytes > Pipe.PIPE_BUF) {
            throw new IllegalArgumentException(
                    "a record in a FIFO has 1 to " + Pipe.PIPE_BUF + " bytes, and not " + bytes);
        }
        return new FifoRecords(bytes);
    }

    /** The longest message in bytes. */
    int longest() {
        return size == 0 ? Pipe.PIPE_BUF - 1 : size;
    }

    boolean areLines() {
        return size == 0;
    }

    /** A line that is too long is cut, and read to its end: the rest of it is no line of its own. */
    Framing<CutLine> lineFraming() {
        return Framing.cutLines(LineOptions.create().maxBytes(longest()).readAhead(false));
    }

    Framing<byte[]> fixedFraming() {
        return Framing.fixed(size);
    }

    /** Why a message is no such record; null if it is one. */
    @Nullable
    String refusal(byte[] payload) {
        if (size > 0) {
            return payload.length == size
                    ? null
                    : "has " + payload.length + " bytes, and each record of the FIFO has " + size;
        }
        for (byte each : payload) {
            if (each == LINE_FEED) {
                return "has a line feed in it, and each line of the FIFO is a record";
            }
        }
        return null;
    }

    /** What goes into the FIFO. */
    byte[] bytes(byte[] payload) {
        if (size > 0) {
            return payload;
        }
        byte[] line = Arrays.copyOf(payload, payload.length + 1);
        line[payload.length] = LINE_FEED;
        return line;
    }

    @Override
    public String toString() {
        return size == 0 ? "lines" : "records of " + size + " bytes";
    }
}
