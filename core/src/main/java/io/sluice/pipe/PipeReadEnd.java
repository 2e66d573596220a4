package io.sluice.pipe;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileStatus;
import io.sluice.memory.NativeMemory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The end of a pipe or FIFO that is read. No call on it waits.
 *
 * <pre>{@code
 * try (PipeReadEnd readings = PipeReadEnd.open(Path.of("/run/plant/readings"))) {
 *     ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
 *     int count = readings.tryRead(buffer);
 *     System.out.println(count == PipeReadEnd.END ? "no writer" : count + " bytes");
 * }
 * }</pre>
 *
 * <p>A pipe is a stream of bytes: it knows no records, except in packet mode, where each write is a packet. Each byte goes
 * to one reader. What was written and not read is lost when the last descriptor of the pipe is closed, in whatever process.
 *
 * <p>Two things are called the end of a pipe here: this object, and {@link #END}, which says that no process has the pipe
 * open for writing.
 *
 * <p>All methods may be called from any thread and at the same time. After {@link #close()} they fail with {@link
 * ClosedHandleException} ({@code EBADF}).
 *
 * @see "pipe(7)"
 * @see "fifo(7)"
 */
public final class PipeReadEnd implements Pollable, AutoCloseable {
    /** What {@link #tryRead(ByteBuffer)} returns if nothing is there and a process has the pipe open for writing. */
    public static final int WOULD_BLOCK = 0;
    /** What {@link #tryRead(ByteBuffer)} returns if nothing is there and no process has the pipe open for writing. */
    public static final int END = -1;

    private final PipeCalls calls;

    PipeReadEnd(PipeCalls calls) {
        this.calls = calls;
    }

    /**
     * Opens a FIFO for reading, which never waits for a writer. A symbolic link is refused.
     *
     * @param path the FIFO, which must exist
     * @return the end, to be closed
     * @throws IllegalArgumentException if the path is no UTF-8, or not one of the default file system
     * @throws ErrnoException if there is no FIFO ({@code ENOENT}), this user may not read it ({@code EACCES}), the path is a
     *     symbolic link ({@code ELOOP}), a folder ({@code EISDIR}) or another file that is no FIFO ({@code EINVAL}), or
     *     descriptors or memory are used up ({@code EMFILE}, {@code ENFILE}, {@code ENOMEM})
     * @see "open(2)"
     */
    public static PipeReadEnd open(Path path) {
        return open(path, SymbolicLinks.REFUSE);
    }

    /**
     * Opens a FIFO for reading, which never waits for a writer.
     *
     * @param path the FIFO, which must exist
     * @param links what to do with a symbolic link
     * @return the end, to be closed
     * @throws IllegalArgumentException as for {@link #open(Path)}
     * @throws ErrnoException as for {@link #open(Path)}
     * @see "open(2)"
     */
    public static PipeReadEnd open(Path path, SymbolicLinks links) {
        Objects.requireNonNull(links, "links");
        return new PipeReadEnd(PipeCalls.open(path, links, Direction.READ));
    }

    /**
     * Opens the pipe of a descriptor that this process was given, such as 0 for standard input. The end has an open file of
     * its own, so that it does not block while the descriptor's other users still do.
     *
     * @param number an open descriptor, which stays the caller's and stays open: the pipe has a reader for as long as either
     *     of them is open
     * @param description what it is, for messages
     * @return the end, to be closed
     * @throws ErrnoException if the number is not open for reading ({@code EBADF}), it is no pipe ({@code EISDIR}, {@code
     *     EINVAL}), another user has made the pipe and does not let this one open it ({@code EACCES}), {@code /proc} is not
     *     mounted ({@code ENOENT}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public static PipeReadEnd adopt(int number, String description) {
        Objects.requireNonNull(description, "description");
        return new PipeReadEnd(PipeCalls.adopt(number, description, Direction.READ));
    }

    /**
     * Opens the same pipe once more, also if its name was removed. The new end of a FIFO shows no hang-up until another
     * writer has come and left, while this one shows the hang-up of the last writer for as long as there is none. Close this
     * end afterwards, not before: then no byte is lost. Of a pipe without a name, the new end shows the same hang-up.
     *
     * @return the new end, to be closed
     * @throws ErrnoException if this user may not read the FIFO any more ({@code EACCES}), {@code /proc} is not mounted
     *     ({@code ENOENT}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     */
    public PipeReadEnd reopen() {
        return new PipeReadEnd(calls.reopen(Direction.READ));
    }

    /**
     * Reads what is there, at most as much as the buffer has room for. In packet mode it reads one packet, and what the
     * buffer has no room for is lost: give it {@link Pipe#PIPE_BUF} bytes.
     *
     * @param into where to put the bytes; its position moves behind them. A direct buffer is filled by the kernel, one on
     *     the heap with a copy of at most 65,536 bytes
     * @return how many bytes were read, {@link #WOULD_BLOCK} or {@link #END}. A FIFO that no writer has opened yet is at its
     *     end, too; readiness of an event loop tells of the first writer
     * @throws IllegalArgumentException if the buffer has no room
     * @throws ReadOnlyBufferException if the buffer cannot be written to
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "read(2)"
     */
    public int tryRead(ByteBuffer into) {
        if (into.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!into.hasRemaining()) {
            throw new IllegalArgumentException("the buffer has no room");
        }
        int count = into.isDirect() ? readDirect(into) : readCopy(into);
        if (count > 0) {
            into.position(into.position() + count);
        }
        return count;
    }

    private int readDirect(ByteBuffer into) {
        try {
            return read(calls.libc().memory().address(into) + into.position(), into.remaining());
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    private int readCopy(ByteBuffer into) {
        NativeMemory copy = PipeCalls.COPIES.take();
        try {
            int count = read(copy.address(), Math.min(into.remaining(), copy.size()));
            if (count > 0) {
                into.put(into.position(), copy.bytes(), 0, count);
            }
            return count;
        } finally {
            PipeCalls.COPIES.giveBack(copy);
        }
    }

    private int read(long address, int length) {
        OwnedFd fd = calls.fd();
        int number = fd.acquire("read");
        long result;
        try {
            do {
                result = calls.libc().files().read(number, address, length);
            } while (result == -Errno.EINTR.number());
        } finally {
            fd.release();
        }
        if (result > 0) {
            return (int) result;
        }
        if (result == 0) {
            return END;
        }
        if (result == -Errno.EAGAIN.number()) {
            return WOULD_BLOCK;
        }
        throw new ErrnoException("read", fd.description(), (int) -result, "");
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
     * Whether packet mode was set on this end.
     *
     * @return true if it was
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     */
    public boolean packetMode() {
        return calls.packetMode();
    }

    /**
     * Sets packet mode on this end ({@code O_DIRECT}). It changes nothing in what is read: the writer's end decides whether
     * a write is a packet, and a packet is read as one with either setting.
     *
     * @param on true to set it
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     * @see "pipe(2)"
     */
    public void packetMode(boolean on) {
        calls.packetMode(on);
    }

    FileStatus status() {
        return calls.status();
    }

    /**
     * A redirection of the standard input of a program that this process starts: the program gets this end, with an open
     * file of its own, which blocks as programs expect. Start the program while this end is open, and then close it, since
     * the pipe has a reader for as long as it is open.
     *
     * @return for {@link ProcessBuilder#redirectInput(ProcessBuilder.Redirect)}
     * @throws ClosedHandleException if this end is closed ({@code EBADF})
     */
    public ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.from(calls.pathInThisProcess().toFile());
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

    /**
     * Closes the end; streams on it complete. If it was the last reader, writers get {@code EPIPE}. A second close does
     * nothing.
     */
    @Override
    public void close() {
        calls.fd().close();
    }

    @Override
    public String toString() {
        return calls.toString(PipeReadEnd.class);
    }
}
