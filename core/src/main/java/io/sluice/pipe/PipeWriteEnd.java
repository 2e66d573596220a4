package io.sluice.pipe;

import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoReaderException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.memory.NativeMemory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The end of a pipe or FIFO that is written. No call on it waits.
 *
 * <pre>{@code
 * try (PipeWriteEnd commands = PipeWriteEnd.open(Path.of("/run/plant/commands"))) {
 *     ByteBuffer line = StandardCharsets.UTF_8.encode("valve 7 open\n");
 *     boolean written = commands.tryWrite(line) != PipeWriteEnd.WOULD_BLOCK;
 * }
 * }</pre>
 *
 * <p>A write of up to {@link Pipe#PIPE_BUF} bytes goes into the pipe whole or not at all, beside any number of other
 * writers. Of a longer one the pipe may take a part, and the bytes of other writers may come in between.
 *
 * <p>All methods may be called from any thread and at the same time. After {@link #close()} they fail with {@link
 * ClosedHandleException} ({@code EBADF}).
 *
 * @see "pipe(7)"
 * @see "fifo(7)"
 */
public final class PipeWriteEnd implements Pollable, AutoCloseable {
    /** What {@link #tryWrite(ByteBuffer)} returns if the pipe has no room. */
    public static final int WOULD_BLOCK = 0;

    private final PipeCalls calls;

    PipeWriteEnd(PipeCalls calls) {
        this.calls = calls;
    }

    /**
     * Opens a FIFO for writing, which never waits for a reader. A symbolic link is refused.
     *
     * @param path the FIFO, which must exist
     * @return the end, to be closed
     * @throws IllegalArgumentException if the path is no UTF-8, or not one of the default file system
     * @throws NoReaderException if no process has the FIFO open for reading ({@code ENXIO})
     * @throws ErrnoException if there is no FIFO ({@code ENOENT}), this user may not write to it ({@code EACCES}), the path
     *     is a symbolic link ({@code ELOOP}), a folder ({@code EISDIR}) or another file that is no FIFO ({@code EINVAL}), or
     *     descriptors or memory are used up ({@code EMFILE}, {@code ENFILE}, {@code ENOMEM})
     * @see "open(2)"
     */
    public static PipeWriteEnd open(Path path) {
        return open(path, SymbolicLinks.REFUSE);
    }

    /**
     * Opens a FIFO for writing, which never waits for a reader.
     *
     * @param path the FIFO, which must exist
     * @param links what to do with a symbolic link
     * @return the end, to be closed
     * @throws IllegalArgumentException as for {@link #open(Path)}
     * @throws NoReaderException if no process has the FIFO open for reading ({@code ENXIO})
     * @throws ErrnoException as for {@link #open(Path)}
     * @see "open(2)"
     */
    public static PipeWriteEnd open(Path path, SymbolicLinks links) {
        Objects.requireNonNull(links, "links");
        return new PipeWriteEnd(PipeCalls.open(path, links, Direction.WRITE));
    }

    /**
     * Opens the pipe of a descriptor that this process was given, such as 1 for standard output. The end has an open file of
     * its own, so that it does not block while the descriptor's other users still do.
     *
     * @param number an open descriptor, which stays the caller's and stays open: the pipe has a writer for as long as either
     *     of them is open
     * @param description what it is, for messages
     * @return the end, to be closed
     * @throws NoReaderException if it is a FIFO that no process has open for reading ({@code ENXIO})
     * @throws ErrnoException if the number is not open for writing ({@code EBADF}), it is no pipe ({@code EISDIR}, {@code
     *     EINVAL}), another user has made the pipe and does not let this one open it ({@code EACCES}), {@code /proc} is not
     *     mounted ({@code ENOENT}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public static PipeWriteEnd adopt(int number, String description) {
        Objects.requireNonNull(description, "description");
        return new PipeWriteEnd(PipeCalls.adopt(number, description, Direction.WRITE));
    }

    /**
     * Writes what the pipe has room for. Up to {@link Pipe#PIPE_BUF} bytes are written whole or not at all; of more, a part
     * may be written. In packet mode the write is one packet, or several where it is longer than {@link Pipe#PIPE_BUF}.
     *
     * @param bytes what to write; its position moves behind what was written. A direct buffer is read by the kernel, of one
     *     on the heap at most 65,536 bytes are copied and written
     * @return how many bytes were written, or {@link #WOULD_BLOCK}
     * @throws IllegalArgumentException if the buffer is empty: a pipe has no empty records
     * @throws BrokenPipeException if no process has the pipe open for reading any more ({@code EPIPE})
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "write(2)"
     */
    public int tryWrite(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            throw new IllegalArgumentException("there is nothing to write: a pipe has no empty records");
        }
        int count = bytes.isDirect() ? writeDirect(bytes) : writeCopy(bytes);
        bytes.position(bytes.position() + count);
        return count;
    }

    private int writeDirect(ByteBuffer bytes) {
        try {
            return write(calls.libc().memory().address(bytes) + bytes.position(), bytes.remaining());
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    private int writeCopy(ByteBuffer bytes) {
        NativeMemory copy = PipeCalls.COPIES.take();
        try {
            int length = Math.min(bytes.remaining(), copy.size());
            copy.bytes().put(0, bytes, bytes.position(), length);
            return write(copy.address(), length);
        } finally {
            PipeCalls.COPIES.giveBack(copy);
        }
    }

    private int write(long address, int length) {
        OwnedFd fd = calls.fd();
        int number = fd.acquire("write");
        long result;
        try {
            do {
                result = calls.libc().files().write(number, address, length);
            } while (result == -Errno.EINTR.number());
        } finally {
            fd.release();
        }
        if (result >= 0) {
            return (int) result;
        }
        if (result == -Errno.EAGAIN.number()) {
            return WOULD_BLOCK;
        }
        if (result == -Errno.EPIPE.number()) {
            throw new BrokenPipeException(
                    "write",
                    fd.description(),
                    "The last reader has closed the pipe. What it had not read stays in the pipe for as long as a process has the"
                            + " pipe open.");
        }
        throw new ErrnoException("write", fd.description(), (int) -result, "");
    }

    /**
     * How many bytes were written and not read yet.
     *
     * @return bytes
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "FIONREAD(2const)"
     */
    public int readableBytes() {
        return calls.readableBytes();
    }

    /**
     * How many bytes the pipe holds, if they are written a page at a time.
     *
     * @return bytes
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "F_GETPIPE_SZ(2const)"
     */
    public int capacity() {
        return calls.capacity();
    }

    /**
     * Sets how many bytes the pipe holds, for all who have it open.
     *
     * @param bytes more than zero; the kernel rounds up to a page, and to a power of two of them
     * @return what was set, in bytes
     * @throws IllegalArgumentException if it is not positive
     * @throws ErrnoException if it is over {@code /proc/sys/fs/pipe-max-size} and this process has no
     *     {@code CAP_SYS_RESOURCE}, or this user's pipes have used up {@code /proc/sys/fs/pipe-user-pages-soft}
     *     ({@code EPERM}); if more is in the pipe than it would hold ({@code EBUSY}); or if the kernel has no memory
     *     ({@code ENOMEM})
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "F_SETPIPE_SZ(2const)"
     */
    public int capacity(int bytes) {
        return calls.capacity(bytes);
    }

    /**
     * Whether each write is a packet.
     *
     * @return true if packet mode was set on this end
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     */
    public boolean packetMode() {
        return calls.packetMode();
    }

    /**
     * Makes each write a packet, or stops that ({@code O_DIRECT}). A read returns one packet at the most, however large its
     * buffer is. A packet of one byte fills as much of the pipe as one of {@link Pipe#PIPE_BUF} bytes.
     *
     * @param on true for packets, false for a stream of bytes
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "pipe(2)"
     */
    public void packetMode(boolean on) {
        calls.packetMode(on);
    }

    /**
     * A redirection of the standard output or error of a program that this process starts: the program gets this end, with
     * an open file of its own, which blocks as programs expect. Start the program while this end is open, and then close it,
     * since the pipe has a writer for as long as it is open.
     *
     * @return for {@link ProcessBuilder#redirectOutput(ProcessBuilder.Redirect)}
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     */
    public ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.to(calls.pathInThisProcess().toFile());
    }

    /**
     * What this is an end of.
     *
     * @return the path of a FIFO, or the description that was given with an adopted descriptor
     */
    public String name() {
        return calls.name();
    }

    /**
     * Whether this end is open.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return calls.fd().isOpen();
    }

    @Override
    public Descriptor descriptor() {
        return calls.fd();
    }

    /** Closes the end. If it was the last writer, readers come to the end of the pipe. A second close does nothing. */
    @Override
    public void close() {
        calls.fd().close();
    }

    @Override
    public String toString() {
        return calls.toString(PipeWriteEnd.class);
    }
}
