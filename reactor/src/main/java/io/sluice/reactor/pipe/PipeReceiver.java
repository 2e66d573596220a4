package io.sluice.reactor.pipe;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Receives records from a pipe or a FIFO with backpressure that reaches the writing process.
 *
 * <pre>{@code
 * try (PipeReceiver<String> readings =
 *         PipeReceiver.open(Path.of("/run/plant/readings"), Framing.text(Framing.lines(), StandardCharsets.UTF_8))) {
 *     readings.receive().doOnNext(System.out::println).blockLast();
 * }
 * }</pre>
 *
 * <p>Bytes are read on demand only, and at most what one call reads for a record that was requested: see {@link Framing} for
 * what that is. Without demand the bytes stay in the pipe. When it is full, its writers wait in {@code write(2)}.
 *
 * <p>What was read and is in no element yet belongs to the receiver, not to the subscription. So a cancel and a later
 * subscription lose nothing. Subscriptions of one receiver compete: each record goes to one of them. Have one receiver for a
 * pipe: two of them, in whatever processes, would tear records apart.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. Whoever has opened the end closes it, which completes
 * the streams; no stream closes it. May be used from any thread.
 *
 * @param <T> the type of the elements
 * @see "pipe(7)"
 * @see "fifo(7)"
 */
public final class PipeReceiver<T> implements Stoppable, AutoCloseable {
    private final PipeReadEnd end;
    private final boolean owner;
    private final PipeReceiverOptions options;
    private final Framing<T> framing;
    private final Decoder<T> decoder;
    private final PipeInput<T> input;
    private final StopSwitch stopSwitch = new StopSwitch();
    private final Metering<T> metering;

    private PipeReceiver(PipeReadEnd end, boolean owner, Framing<T> framing, PipeReceiverOptions options) {
        this.end = end;
        this.owner = owner;
        this.options = options;
        this.framing = framing;
        decoder = framing.decoder(end.descriptor().description());
        input = new PipeInput<>(end, decoder);
        metering = new Metering<>(options::metrics, () -> MeteredObject.of(end), element -> input.takeReadBytes());
        NonBlockingThreads.register();
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param <T> the type of the elements
     * @param end the open end of a pipe or FIFO
     * @param framing how its bytes become elements
     * @return the receiver; {@link #close()} leaves the end open
     */
    public static <T> PipeReceiver<T> create(PipeReadEnd end, Framing<T> framing) {
        return create(end, framing, PipeReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param <T> the type of the elements
     * @param end the open end of a pipe or FIFO
     * @param framing how its bytes become elements
     * @param options how to receive
     * @return the receiver; {@link #close()} leaves the end open
     */
    public static <T> PipeReceiver<T> create(PipeReadEnd end, Framing<T> framing, PipeReceiverOptions options) {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(framing, "framing");
        Objects.requireNonNull(options, "options");
        return new PipeReceiver<>(end, false, framing, options);
    }

    /**
     * Opens a FIFO for reading and makes a receiver with the default options. It does not wait for a writer.
     *
     * @param <T> the type of the elements
     * @param path the FIFO, which must exist
     * @param framing how its bytes become elements
     * @return the receiver, to be closed
     * @throws IllegalArgumentException as for {@link PipeReadEnd#open(Path)}
     * @throws ErrnoException as for {@link PipeReadEnd#open(Path)}
     * @see "open(2)"
     */
    public static <T> PipeReceiver<T> open(Path path, Framing<T> framing) {
        return open(path, framing, PipeReceiverOptions.create());
    }

    /**
     * Opens a FIFO for reading and makes a receiver. It does not wait for a writer.
     *
     * @param <T> the type of the elements
     * @param path the FIFO, which must exist
     * @param framing how its bytes become elements
     * @param options how to receive
     * @return the receiver, to be closed
     * @throws IllegalArgumentException as for {@link PipeReadEnd#open(Path)}
     * @throws ErrnoException as for {@link PipeReadEnd#open(Path)}
     * @see "open(2)"
     */
    public static <T> PipeReceiver<T> open(Path path, Framing<T> framing, PipeReceiverOptions options) {
        Objects.requireNonNull(framing, "framing");
        Objects.requireNonNull(options, "options");
        return new PipeReceiver<>(PipeReadEnd.open(path), true, framing, options);
    }

    /**
     * Receives records. Before the first writer has come, it waits.
     *
     * <p>When the last writer has left, and all that it wrote was read, the stream completes, or waits for the next writer
     * ({@link PipeReceiverOptions#whenWritersLeft(WhenWritersLeft)}). It learns of that on demand. After a completion a later
     * subscription waits for the next writer of a FIFO.
     *
     * <p>A cancel waits for a read that is under way. A record that this read has completed goes to Reactor's discard hook;
     * everything else stays for the next subscription.
     *
     * @return the records. It also completes when the end is closed. It fails with {@link PartialRecordException} if the last
     *     writer left in the middle of a record, with another {@link FramingException} if the bytes are no record, with {@link
     *     ClosedHandleException} if the end was closed before the subscription ({@code EBADF}), with {@link ErrnoException} if
     *     the kernel refuses to read or to open the FIFO once more ({@code EMFILE}, {@code ENFILE}, {@code EACCES}), and with
     *     {@link java.util.concurrent.RejectedExecutionException} if its event loop is closed
     * @see "read(2)"
     */
    public Flux<T> receive() {
        return records(options.whenWritersLeft(), () -> {});
    }

    private Flux<T> records(WhenWritersLeft whenWritersLeft, Runnable atEnd) {
        return framing.handled(new SourceFlux<>(
                stopSwitch,
                metering,
                actual -> new LoopSource<>(
                        actual,
                        options.eventLoop(),
                        end,
                        new PipeRecords<>(input, whenWritersLeft, atEnd),
                        closedBefore())));
    }

    /**
     * Receives the records of a FIFO in one inner stream for each time that writers come and leave. An inner stream completes
     * when the last writer has left, and fails as {@link #receive()} does; the outer one goes on with the next writers.
     *
     * <p>Writers that come before the end of the former ones was noticed belong to the same session, since a FIFO has no other
     * boundary.
     *
     * <p>The next inner stream comes when there is demand for it and the one before has ended. So each must be subscribed to,
     * once. If one is cancelled or fails before its writers have left, the rest of their records comes in a further inner
     * stream.
     *
     * @return the sessions; they do not end by themselves. It completes when the end is closed, and fails with {@link
     *     ErrnoException}, {@link ClosedHandleException} and {@link java.util.concurrent.RejectedExecutionException} as {@link
     *     #receive()} does
     */
    public Flux<Flux<T>> sessions() {
        return new SourceFlux<>(
                stopSwitch,
                actual -> new LoopSource<>(
                        actual, options.eventLoop(), end, new PipeSessions<>(input, this::session), closedBefore()));
    }

    private Flux<T> session(Runnable atEnd) {
        AtomicBoolean subscribed = new AtomicBoolean();
        Flux<T> records = records(WhenWritersLeft.COMPLETE, atEnd);
        return Flux.defer(() -> subscribed.compareAndSet(false, true)
                ? records
                : Flux.error(new IllegalStateException("a session can be subscribed to once")));
    }

    private @Nullable ClosedHandleException closedBefore() {
        return end.isOpen()
                ? null
                : new ClosedHandleException("read", end.descriptor().description(), "The pipe was closed before.");
    }

    /**
     * Stops this receiver for good: it reads no further byte, delivers the record that it has in hand, and completes its
     * streams. When this method returns, nothing more is read; a completion may still be under way. Streams that begin later
     * complete at once. The end stays open. What was read ahead can be had by {@link #takeReadAhead()}. May be called from any
     * thread and from {@code onNext}. A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    /**
     * Takes the bytes that were read from the pipe and are in no element, so that they can be given to whoever reads the pipe
     * next.
     *
     * @return the bytes, none at a second call
     * @throws IllegalStateException if the receiver was not stopped
     */
    public byte[] takeReadAhead() {
        if (!stopSwitch.isStopped()) {
            throw new IllegalStateException("a receiver has to be stopped before its bytes are taken");
        }
        stop(); // waits, if another thread is just stopping: behind it, the streams have left the decoder for good
        synchronized (stopSwitch) { // beside other callers
            return decoder.takeBytes();
        }
    }

    /** Stops this receiver. Closes the end if {@link #open(Path, Framing)} has opened it. A second close does nothing. */
    @Override
    public void close() {
        stop();
        if (owner) {
            end.close();
        }
    }

    @Override
    public String toString() {
        return "PipeReceiver(" + end + ")";
    }
}
