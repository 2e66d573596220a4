package io.sluice.cli.memory;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.InputForm;
import io.sluice.cli.message.Payloads;
import io.sluice.mapping.MappedMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies bytes into memory that other processes see, and out of it. */
public final class MemoryTransfer {
    /** The most bytes that are copied at once. */
    private static final int PIECE = 1 << 16;

    private final MappedMemory memory;

    /**
     * Copies to and from memory.
     *
     * @param memory the memory, which the caller closes
     */
    public MemoryTransfer(MappedMemory memory) {
        this.memory = memory;
    }

    /**
     * Writes a text, or else standard input up to its end. A text for which there is no room is not written at all. Of standard
     * input, what has room is written.
     *
     * @param offset the first byte that is written
     * @param text the text, which is written as UTF-8; null for standard input
     * @return {@link ExitStatus#DONE}
     * @throws CommandFailure if there is more to write than there is room, or another process has cut the memory off
     */
    public Integer write(long offset, @Nullable String text) {
        long room = roomFrom(offset);
        if (text == null) {
            return write(offset, List.of());
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > room) {
            throw new CommandFailure("The text has " + length + " bytes, and there is room for " + room + " from byte "
                    + offset + " to the end of " + memory.description() + ". Nothing was written.");
        }
        return write(offset, List.of(text));
    }

    private Integer write(long offset, List<String> texts) {
        return ExitStatus.doneAfter(
                new Payloads(texts, new InputForm()).pieces(PIECE).reduce(offset, this::put));
    }

    private long put(long offset, byte[] piece) {
        int count = (int) Math.min(piece.length, memory.size() - offset);
        checkThere(offset, count);
        memory.bytes(offset, count).put(piece, 0, count);
        if (count < piece.length) {
            throw new CommandFailure("There is more standard input than room: it was written up to the end of "
                    + memory.description() + ", at byte " + memory.size() + ", and the rest was not.");
        }
        return offset + count;
    }

    /**
     * Prints bytes as they are.
     *
     * @param range which bytes
     * @param output where to
     * @return {@link ExitStatus#DONE}
     * @throws CommandFailure if the memory has fewer bytes, or another process has cut it off
     */
    public Integer print(RangeOptions range, StandardOutput output) {
        long offset = range.offset();
        long room = roomFrom(offset);
        Long asked = range.length();
        long length = asked == null ? room : asked;
        if (length > room) {
            throw new CommandFailure("There are " + room + " bytes from byte " + offset + " to the end of "
                    + memory.description() + ", and " + length + " were asked for.");
        }
        byte[] piece = new byte[(int) Math.min(PIECE, length)];
        for (long done = 0; done < length; done += piece.length) {
            long from = offset + done;
            int count = (int) Math.min(piece.length, length - done);
            checkThere(from, count);
            memory.bytes(from, count).get(piece, 0, count);
            output.printBytes(piece, count);
        }
        return ExitStatus.DONE;
    }

    private long roomFrom(long offset) {
        if (offset > memory.size()) {
            throw new CommandFailure(
                    "The offset is " + offset + ", and " + memory.description() + " has " + memory.size() + " bytes.");
        }
        return memory.size() - offset;
    }

    /**
     * Looks first: an access to bytes that are not there is an internal error of the JVM, and JDK 17 may throw it later than it
     * could be caught here.
     */
    private void checkThere(long offset, int count) {
        if (count > 0 && !memory.isThere(offset, count)) {
            throw new CommandFailure("Another process has cut " + memory.description() + " off meanwhile.");
        }
    }
}
