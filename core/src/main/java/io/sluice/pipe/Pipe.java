package io.sluice.pipe;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;

/**
 * A pipe without a name, with both of its ends. Neither blocks, and a program that this process starts does not inherit
 * them.
 *
 * <pre>{@code
 * try (Pipe pipe = Pipe.open()) {
 *     pipe.writeEnd().tryWrite(StandardCharsets.UTF_8.encode("hello"));
 *     ByteBuffer buffer = ByteBuffer.allocate(100);
 *     System.out.println(pipe.readEnd().tryRead(buffer) + " bytes"); // 5
 * }
 * }</pre>
 *
 * <p>May be used from any thread.
 *
 * @see "pipe(7)"
 */
public final class Pipe implements AutoCloseable {
    /** So many bytes are written whole or not at all, beside any number of other writers: 4,096. */
    public static final int PIPE_BUF = FileConstants.PIPE_BUF;

    private static final String NAME = "a pipe";
    private static final String READ_END = Direction.READ.describe(NAME);
    private static final String WRITE_END = Direction.WRITE.describe(NAME);

    private final PipeReadEnd readEnd;
    private final PipeWriteEnd writeEnd;

    private Pipe(PipeReadEnd readEnd, PipeWriteEnd writeEnd) {
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    /**
     * Makes a pipe.
     *
     * @return the pipe, to be closed
     * @throws ErrnoException if descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @see "pipe2(2)"
     */
    public static Pipe open() {
        Libc libc = Libc.get();
        NativeMemory numbers = NativeMemory.allocate(2 * Integer.BYTES);
        int result = libc.files().pipe2(numbers.address(), FileConstants.O_CLOEXEC | FileConstants.O_NONBLOCK);
        numbers.keepAlive();
        if (result < 0) {
            throw PipeErrors.makePipe(-result);
        }
        return own(libc, numbers.bytes().getInt(0), numbers.bytes().getInt(Integer.BYTES));
    }

    /** Takes over both descriptors, or closes both. */
    private static Pipe own(Libc libc, int reading, int writing) {
        PipeCalls readCalls;
        try {
            readCalls = PipeCalls.of(libc, reading, NAME, READ_END);
        } catch (Throwable refused) {
            libc.files().close(writing);
            throw refused;
        }
        try {
            PipeCalls writeCalls = PipeCalls.of(libc, writing, NAME, WRITE_END);
            return new Pipe(new PipeReadEnd(readCalls), new PipeWriteEnd(writeCalls));
        } catch (Throwable refused) {
            readCalls.fd().close();
            throw refused;
        }
    }

    /**
     * The end that is read.
     *
     * @return the same end at each call; it may be closed before the other
     */
    public PipeReadEnd readEnd() {
        return readEnd;
    }

    /**
     * The end that is written.
     *
     * @return the same end at each call; it may be closed before the other
     */
    public PipeWriteEnd writeEnd() {
        return writeEnd;
    }

    /** Closes both ends. A second close does nothing. */
    @Override
    public void close() {
        writeEnd.close();
        readEnd.close();
    }

    @Override
    public String toString() {
        return "Pipe(" + readEnd + ", " + writeEnd + ")";
    }
}
