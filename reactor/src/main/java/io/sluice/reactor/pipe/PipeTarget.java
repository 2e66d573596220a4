package io.sluice.reactor.pipe;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.NoReaderException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.errno.TornRecordException;
import io.sluice.fd.Pollable;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.Target;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to a pipe. The kernel does not serve blocked writers first, so readiness is enough, and no thread waits. All
 * state is the event loop's.
 */
final class PipeTarget implements Target<ByteBuffer> {
    private static final int BATCH = 32;

    private final WriteEndHolder holder;
    private final boolean onlyWriter;
    private final boolean packets;
    private final @Nullable OperationRecorder recorder;

    /** How many bytes of the first record are in the pipe. */
    private int written;

    private boolean closed;
    /** The record in whose middle nothing more may be written; null where there is none. */
    private @Nullable TornRecordException torn;

    private Consumer<Throwable> end = cause -> {};

    PipeTarget(WriteEndHolder holder, PipeSenderOptions options) {
        this.holder = holder;
        onlyWriter = options.onlyWriter();
        packets = options.packets();
        recorder = OperationRecorders.sending(options.sending().metrics(), holder::metered);
    }

    @Override
    public @Nullable OperationRecorder recorder() {
        return recorder;
    }

    @Override
    public long bytes(ByteBuffer record) {
        return record.remaining();
    }

    @Override
    public void started(EventLoop loop, Consumer<Throwable> whenEnded) {
        end = whenEnded;
    }

    /** Ends all sends, and closes what this sender has opened. */
    void close() {
        closed = true;
        end.accept(closed());
        holder.close();
    }

    @Override
    public Attempt attempt(ByteBuffer record) {
        if (closed) {
            throw closed();
        }
        TornRecordException before = torn;
        if (before != null) {
            throw behind(before);
        }
        int length = record.remaining();
        check(length);
        PipeWriteEnd open = holder.open();
        if (open == null) {
            return Attempt.WOULD_BLOCK;
        }
        ByteBuffer rest =
                record.duplicate(); // the position of the sender's buffer stays, since each subscription sends it all
        rest.position(rest.position() + written);
        int count = write(open, rest);
        written += count;
        if (written == length) {
            written = 0;
            return Attempt.DONE;
        }
        return count == PipeWriteEnd.WOULD_BLOCK ? Attempt.WOULD_BLOCK : Attempt.PARTIAL;
    }

    /** Whether whole records may be written now: no other one is in the pipe in part, and there is a reader. */
    boolean isReadyForWholeRecords() {
        return written == 0 && torn == null && !closed && holder.current() != null;
    }

    /** Writes whole records. False if there is no room for them. */
    boolean writeWhole(ByteBuffer records) {
        PipeWriteEnd open = holder.current();
        return open != null && write(open, records) != PipeWriteEnd.WOULD_BLOCK;
    }

    private int write(PipeWriteEnd open, ByteBuffer rest) {
        try {
            return open.tryWrite(rest);
        } catch (BrokenPipeException readerLeft) {
            holder.readerLeft();
            throw readerLeft;
        }
    }

    private void check(int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a record must not be empty: a pipe has no empty records");
        }
        if (length > Pipe.PIPE_BUF && (packets || !onlyWriter)) {
            throw new MessageTooLargeException(
                    "write",
                    holder.toString(),
                    "The record has " + length + " bytes, and only up to PIPE_BUF (" + Pipe.PIPE_BUF
                            + ") are written whole. "
                            + (packets
                                    ? "A longer one would be several packets."
                                    : "Send shorter records, or state that no other sender writes to this pipe"
                                            + " (PipeSenderOptions.onlyWriter)."));
        }
    }

    /** A write of up to {@link Pipe#PIPE_BUF} bytes goes into the pipe whole or not at all, also if it has several records. */
    @Override
    public @Nullable Joint<ByteBuffer> joint() {
        return packets ? null : new JoinedRecords(this);
    }

    @Override
    public boolean canBlock() {
        return false;
    }

    @Override
    public Throwable torn(ByteBuffer record, @Nullable Throwable cause) {
        Errno errno = cause instanceof ErrnoException known ? known.errno() : Errno.ECANCELED;
        boolean readerLeft = cause instanceof BrokenPipeException;
        boolean goesOn = readerLeft && holder.dropContent();
        String explanation = goesOn
                ? "The reader has left, and the part is gone with it: the next send waits for another reader."
                : "The rest will not follow, and this sender sends nothing more: a reader would take the next record for the"
                        + " rest. Close the pipe, so that the reader learns of the end.";
        TornRecordException outcome =
                new TornRecordException("write", holder.toString(), errno, written, record.remaining(), explanation);
        written = 0;
        torn = goesOn ? null : outcome;
        return outcome;
    }

    private TornRecordException behind(TornRecordException before) {
        return new TornRecordException(
                "write",
                holder.toString(),
                before.errno(),
                before.sentBytes(),
                before.recordBytes(),
                "That was an earlier record, whose rest will not follow. Nothing of this one was sent: a reader would take it for"
                        + " the rest.");
    }

    /** Null also where each attempt fails at once, whether the pipe has room or not. */
    @Override
    public @Nullable Pollable pollable() {
        return torn == null ? holder.current() : null;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException || torn != null;
    }

    @Override
    public ErrnoException full() {
        return holder.current() == null
                ? new NoReaderException("open", holder.toString(), "No process has the FIFO open for reading.")
                : new QueueFullException(
                        "write",
                        holder.toString(),
                        "The pipe has no room for the record, or earlier sends wait: send with a timeout to wait for room.");
    }

    @Override
    public ErrnoException timedOut() {
        return new SendTimeoutException(
                "write",
                holder.toString(),
                holder.current() == null
                        ? "No process has opened the FIFO for reading in time: start the reader, or wait longer."
                        : "The pipe stayed full: its reader is too slow, or the timeout too short.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException("write", holder.toString(), "The pipe or its sender was closed.");
    }

    @Override
    public String toString() {
        return holder.toString();
    }
}
