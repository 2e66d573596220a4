package io.sluice.reactor.pipe;

import io.sluice.codec.MessageCodec;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.NoReaderException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.errno.TornRecordException;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.MessageSender;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.codec.CodecSender;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationMono;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends records to a pipe or FIFO, in order, without blocking the calling thread. No thread waits.
 *
 * <pre>{@code
 * try (PipeSender commands = PipeSender.create(Path.of("/run/plant/commands"))) {
 *     commands.send("valve 7 open\n", Duration.ofSeconds(1)).block();
 * }
 * }</pre>
 *
 * <p>One sender sends in the order of the subscriptions. A record of up to {@link Pipe#PIPE_BUF} bytes goes into the pipe whole or
 * not at all, beside any number of other writers. A longer one is refused, unless the options say that this is the {@linkplain
 * PipeSenderOptions#onlyWriter(boolean) only writer}.
 *
 * <p>A sender by path opens the FIFO at the first send, and again behind each reader that has left. It keeps the FIFO open until
 * {@link #close()}, so that what was sent and not read stays there, and a reader sees no end between two sends. A sender on a
 * {@link PipeWriteEnd} writes to that; its owner closes it.
 *
 * <p>Every send has one outcome: it completes when the record is in the pipe, or it fails and nothing of it was sent. When a
 * cancel returns, nothing is sent any more. What is in the pipe may still be lost: nobody learns whether it is read. Failures:
 *
 * <ul>
 *   <li>{@link NoReaderException}: no process has the FIFO open for reading, and the send does not wait for one ({@code ENXIO})
 *   <li>{@link BrokenPipeException}: the last reader has left since the last send ({@code EPIPE}). The next send goes to the next
 *       reader
 *   <li>{@link QueueFullException}: the pipe is full and the send does not wait ({@code EAGAIN})
 *   <li>{@link SendTimeoutException}: no reader or no room came in time ({@code ETIMEDOUT})
 *   <li>{@link MessageTooLargeException}: the record is longer than {@link Pipe#PIPE_BUF} ({@code EMSGSIZE})
 *   <li>{@link IllegalArgumentException}: the record is empty, or the path is no UTF-8, or not one of the default file system
 *   <li>{@link ClosedHandleException}: the pipe or the sender is or was closed ({@code EBADF})
 *   <li>{@link ErrnoException}: there is no FIFO at the path ({@code ENOENT}), or something else ({@code EINVAL}, {@code EISDIR},
 *       {@code ELOOP}), or this user may not write to it ({@code EACCES})
 *   <li>{@link RejectedExecutionException}: the event loop is closed
 *   <li>{@link TornRecordException}: a part of a record longer than {@link Pipe#PIPE_BUF} is in the pipe, and the rest is not
 * </ul>
 *
 * <p>Where a send of a longer record times out, is cancelled or fails in the middle, the exception says how many bytes were sent,
 * and so does each later send of this sender: it sends nothing more, since a reader would take the next record for the rest. Close
 * the pipe then, and begin anew with another sender. If the reader has left in the middle of a record, a sender by path goes on:
 * the part of the record is gone.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. May be used from any thread.
 *
 * @see "pipe(7)"
 * @see "fifo(7)"
 */
public final class PipeSender implements MessageSender<ByteBuffer>, AutoCloseable {
    private final OperationQueue<ByteBuffer> operations;
    private final PipeTarget target;
    private final PipeSenderOptions options;
    private final EventLoop loop;

    private PipeSender(WriteEndHolder holder, PipeSenderOptions options) {
        NonBlockingThreads.register();
        this.options = options;
        loop = options.sending().eventLoop();
        target = new PipeTarget(holder, options);
        operations = new OperationQueue<>(target, loop);
    }

    /**
     * Makes a sender by path with the default options. The FIFO is opened at the first send.
     *
     * @param path the FIFO
     * @return the sender, to be closed
     */
    public static PipeSender create(Path path) {
        return create(path, PipeSenderOptions.create());
    }

    /**
     * Makes a sender by path. The FIFO is opened at the first send.
     *
     * @param path the FIFO
     * @param options how to send
     * @return the sender, to be closed
     */
    public static PipeSender create(Path path, PipeSenderOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        return new PipeSender(new FifoWriteEnd(path, options), options);
    }

    /**
     * Makes a sender on an end with the default options.
     *
     * @param end an open end, which its owner closes
     * @return the sender
     */
    public static PipeSender create(PipeWriteEnd end) {
        return create(end, PipeSenderOptions.create());
    }

    /**
     * Makes a sender on an end.
     *
     * @param end an open end, which its owner closes. With {@link PipeSenderOptions#packets(boolean)} its packet mode is set
     * @param options how to send; a send never waits for a reader, since an end has had one
     * @return the sender
     * @throws ClosedHandleException if the options ask for packets and the end is closed ({@code EBADF})
     */
    public static PipeSender create(PipeWriteEnd end, PipeSenderOptions options) {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(options, "options");
        if (options.packets()) {
            end.packetMode(true);
        }
        return new PipeSender(new GivenWriteEnd(end), options);
    }

    /**
     * Sends a record, and waits for a reader and for room without a limit.
     *
     * @param record its bytes, which must not change before the outcome
     * @return completes when it is in the pipe; each subscription sends it once more
     */
    public Mono<Void> send(byte[] record) {
        return send(ByteBuffer.wrap(record));
    }

    /**
     * Sends a record, and waits for a reader and for room without a limit.
     *
     * @param record its bytes, from the position to the limit as they are now. The bytes must not change before the outcome; the
     *     position does not move. A direct buffer is written without a copy
     * @return completes when it is in the pipe; each subscription sends it once more
     */
    @Override
    public Mono<Void> send(ByteBuffer record) {
        return sender(record, Limit.NONE);
    }

    /**
     * Sends a record, and waits for a reader and for room no longer than a timeout. If there is room, the record is sent, however
     * short the timeout.
     *
     * @param record its bytes, which must not change before the outcome
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or more
     *     mean for ever
     * @return completes when it is in the pipe; each subscription sends it once more
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<Void> send(byte[] record, Duration timeout) {
        return send(ByteBuffer.wrap(record), timeout);
    }

    /**
     * Sends a record, and waits for a reader and for room no longer than a timeout. If there is room, the record is sent, however
     * short the timeout.
     *
     * @param record its bytes, as for {@link #send(ByteBuffer)}
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or more
     *     mean for ever
     * @return completes when it is in the pipe; each subscription sends it once more
     * @throws IllegalArgumentException if the timeout is negative
     */
    @Override
    public Mono<Void> send(ByteBuffer record, Duration timeout) {
        return sender(record, Limit.within(timeout));
    }

    /**
     * Sends a text in UTF-8 as a record, and waits for a reader and for room without a limit.
     *
     * @param text the text; if the reader reads lines, it ends with a line feed
     * @return completes when it is in the pipe; each subscription sends it once more
     */
    public Mono<Void> send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a text in UTF-8 as a record, and waits for a reader and for room no longer than a timeout. If there is room, the
     * text is sent, however short the timeout.
     *
     * @param text the text; if the reader reads lines, it ends with a line feed
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or more
     *     mean for ever
     * @return completes when it is in the pipe; each subscription sends it once more
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<Void> send(String text, Duration timeout) {
        return send(text.getBytes(StandardCharsets.UTF_8), timeout);
    }

    /**
     * Sends a record if there is a reader and room now, and no earlier send of this sender waits; otherwise fails with {@link
     * NoReaderException} or {@link QueueFullException}.
     *
     * @param record its bytes, which must not change before the outcome; up to {@link Pipe#PIPE_BUF} of them, since only so many
     *     are sent whole or not at all
     * @return completes when it is in the pipe; each subscription sends it once more
     * @throws IllegalArgumentException if the record is longer
     */
    public Mono<Void> sendNow(byte[] record) {
        return sendNow(ByteBuffer.wrap(record));
    }

    /**
     * Sends a record if there is a reader and room now, and no earlier send of this sender waits; otherwise fails with {@link
     * NoReaderException} or {@link QueueFullException}.
     *
     * @param record its bytes, as for {@link #send(ByteBuffer)}; up to {@link Pipe#PIPE_BUF} of them, since only so many are sent
     *     whole or not at all
     * @return completes when it is in the pipe; each subscription sends it once more
     * @throws IllegalArgumentException if the record is longer
     */
    public Mono<Void> sendNow(ByteBuffer record) {
        if (record.remaining() > Pipe.PIPE_BUF) {
            throw new IllegalArgumentException("only up to " + Pipe.PIPE_BUF
                    + " bytes are sent at once or not at all, and the record has " + record.remaining());
        }
        return sender(record, Limit.IMMEDIATE);
    }

    private Mono<Void> sender(ByteBuffer record, Limit limit) {
        return new OperationMono<>(operations, record.asReadOnlyBuffer(), limit);
    }

    /**
     * Sends the records of a publisher in its order, and gives a result for each in that order.
     *
     * <p>Records are taken from the publisher only as results are asked for, and at most {@link
     * io.sluice.reactor.SenderOptions#maxInFlight()} ahead of them. The publisher gets its requests on the event loop's thread: use
     * {@code subscribeOn} for one that blocks. Records that it gives at once are written in one call if they have up to {@link
     * Pipe#PIPE_BUF} bytes together and are no packets. When a cancel returns, nothing more is sent: a cancel in the first result
     * of such a call cannot take back the others. Records that were taken and not sent go to Reactor's discard hook.
     *
     * @param records what to send: of each buffer, the bytes from its position to its limit, which must not change before the
     *     result. The position does not move
     * @param <T> the type of the correlation metadata
     * @return the results. It completes when the publisher has completed and each record has its result. With {@link
     *     io.sluice.reactor.SenderOptions#stopOnError()} it fails with the first record that cannot be sent, and records behind it
     *     are not sent; otherwise only when the pipe, the sender or the event loop is closed, or a record is torn. An error of the
     *     publisher comes after the results of its records
     */
    @Override
    public <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<ByteBuffer, T>> records) {
        Objects.requireNonNull(records, "records");
        return new SendFlux<>(operations, options.sending(), records);
    }

    /**
     * Makes a sender of objects. They are records, and go through this sender in order with all others.
     *
     * @param codec encodes the objects
     * @param <T> the type of the objects
     * @return the sender. There is nothing more to close
     */
    public <T> CodecSender<T> encoding(MessageCodec<T> codec) {
        return CodecSender.create(this, codec, (value, payload) -> ByteBuffer.wrap(payload));
    }

    /**
     * Ends the sender, and closes the FIFO that it has opened; an end that it was given stays open. Sends that wait fail with
     * {@link ClosedHandleException}, and so do later ones. A second close does nothing.
     */
    @Override
    public void close() {
        try {
            loop.execute(target::close);
        } catch (RejectedExecutionException loopClosed) {
            target.close(); // nothing else runs on the loop any more
        }
    }

    @Override
    public String toString() {
        return "PipeSender(" + target + ")";
    }
}
