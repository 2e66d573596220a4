package io.sluice.reactor.mqueue;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageDecoder;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.internal.codec.Decoding;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.source.Deadline;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Receives from a POSIX message queue with backpressure that reaches the sending process.
 *
 * <pre>{@code
 * PosixMqReceiver.create(queue)
 *         .receive()
 *         .map(PosixMessage::text)
 *         .subscribe(System.out::println);
 * }</pre>
 *
 * <p>One message is taken from the kernel for each requested element, and none ahead. Without demand the messages stay in
 * the queue. When the queue holds {@code mq_maxmsg} messages, its senders wait in {@code mq_send(3)}. Operators
 * that prefetch ({@code publishOn}, {@code flatMap}, {@code concatMap} with a prefetch) request messages ahead: give them a
 * small prefetch if only messages that are being processed may be out of the queue.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes the queue, which completes
 * the streams; no stream closes it. May be used from any thread.
 *
 * @see "mq_receive(3)"
 */
public final class PosixMqReceiver implements Stoppable {
    private final PosixMessageQueue queue;
    private final PosixMqReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();
    /** How long a message was that a decoder has read is not known any more. */
    private final Metering<Object> metering;

    private PosixMqReceiver(PosixMessageQueue queue, PosixMqReceiverOptions options) {
        this.queue = queue;
        this.options = options;
        metering = new Metering<>(
                options::metrics,
                () -> MeteredObject.of(queue),
                element -> element instanceof PosixMessage message ? message.size() : 0);
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param queue an open queue
     * @return the receiver
     */
    public static PosixMqReceiver create(PosixMessageQueue queue) {
        return create(queue, PosixMqReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param queue an open queue
     * @param options how to receive
     * @return the receiver
     */
    public static PosixMqReceiver create(PosixMessageQueue queue, PosixMqReceiverOptions options) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new PosixMqReceiver(queue, options);
    }

    /**
     * Receives without end, the oldest message of the highest priority first.
     *
     * <p>Subscriptions compete: each message goes to exactly one of them. A cancel waits for a receive that is under way,
     * whose message goes to Reactor's discard hook. When the cancel returns, nothing more is taken.
     *
     * @return the messages. It completes when the queue's handle is closed. It fails with {@link
     *     io.sluice.errno.QueueRemovedException} if the queue is or was unlinked, when it has taken what was left in it
     *     ({@code EIDRM}; see {@link io.sluice.mqueue.WhenUnlinked}), with {@link ClosedHandleException} if the handle was
     *     closed before the subscription ({@code EBADF}), with {@link ErrnoException} if the queue was opened for sending
     *     only ({@code EBADF}) or the kernel refuses a receive, and with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed
     */
    public Flux<PosixMessage> receive() {
        return receive(Intake.copied(queue), Deadline.NEVER);
    }

    /**
     * Receives without end, and makes an object of each message without a copy of its bytes: there is no array and no {@link
     * PosixMessage} for each.
     *
     * <pre>{@code
     * PosixMqReceiver.create(queue)
     *         .receive((priority, message) -> message.getDouble(0))
     *         .subscribe(price -> System.out.println(price));
     * }</pre>
     *
     * <p>The bytes are lent to the decoder, and no operator sees them: one that passes elements to another thread would read what
     * has been received since. A decoder may fill and return the same object each time, if each element is used within {@code
     * onNext} alone. Then receiving allocates nothing. Metrics count these messages without their bytes. Everything else is as for
     * {@link #receive()}.
     *
     * @param decoder makes an object of each message, on the event loop's thread, or on a waiting thread if this receiver is fair.
     *     A cancel waits for it: keep it short
     * @param <T> the type of the objects
     * @return the objects. It fails with {@link io.sluice.errno.DecodeException} if the decoder throws something or returns null
     *     ({@code EBADMSG}): the error has the bytes, and a new subscription goes on with the next message; and as {@link
     *     #receive()}
     */
    public <T> Flux<T> receive(PosixMessageDecoder<? extends T> decoder) {
        return receive(decoded(decoder), Deadline.NEVER);
    }

    /**
     * Receives what is there and completes when the queue is empty, as for a graceful drain. Everything else is as for
     * {@link #receive()}. Does not wait, so {@link PosixMqReceiverOptions#fair(boolean)} has no effect.
     *
     * @return the messages
     */
    public Flux<PosixMessage> receiveUntilEmpty() {
        return flux(() -> new LeftMessages<>(queue, Intake.copied(queue)));
    }

    /**
     * Receives what is there, makes an object of each message without a copy of its bytes, and completes when the queue is empty.
     * Everything else is as for {@link #receiveUntilEmpty()} and {@link #receive(PosixMessageDecoder)}.
     *
     * @param decoder makes an object of each message, on the event loop's thread
     * @param <T> the type of the objects
     * @return the objects
     */
    public <T> Flux<T> receiveUntilEmpty(PosixMessageDecoder<? extends T> decoder) {
        Intake<T> intake = decoded(decoder);
        return flux(() -> new LeftMessages<>(queue, intake));
    }

    /**
     * Receives one message, and waits for it no longer than a timeout, as {@code mq_timedreceive(3)} does. If there is a
     * message, it is received, however short the timeout. A message that was taken is delivered even if the time is over.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @return the message; empty if none came in time, or the queue's handle was closed meanwhile. It fails, and is
     *     cancelled, as {@link #receive()}
     * @throws IllegalArgumentException if the timeout is negative
     * @see "mq_timedreceive(3)"
     */
    public Mono<PosixMessage> receiveWithin(Duration timeout) {
        return receive(Intake.copied(queue), Limit.nanosOf(timeout)).next();
    }

    /**
     * Receives one message, waiting for it no longer than a timeout, and makes an object of it without a copy of its bytes.
     * Everything else is as for {@link #receiveWithin(Duration)} and {@link #receive(PosixMessageDecoder)}.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @param decoder makes the object of the message
     * @param <T> the type of the object
     * @return the object; empty if no message came in time, or the queue's handle was closed meanwhile
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Mono<T> receiveWithin(Duration timeout, PosixMessageDecoder<? extends T> decoder) {
        return this.<T>receive(decoded(decoder), Limit.nanosOf(timeout)).next();
    }

    private <T> Intake<T> decoded(PosixMessageDecoder<? extends T> decoder) {
        return Intake.decoded(queue, Objects.requireNonNull(decoder, "decoder"));
    }

    /**
     * Receives without end, and decodes each message. The stream fails at a message that cannot be decoded. Everything else is as
     * for {@link #receive()}.
     *
     * <pre>{@code
     * receiver.receive(MessageCodec.text()).subscribe(System.out::println);
     * }</pre>
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param <T> the type of the objects
     * @return the objects. It fails with {@link io.sluice.errno.DecodeException} if a message cannot be decoded ({@code EBADMSG}):
     *     the error has the bytes, and a new subscription goes on with the next message; and as {@link #receive()}
     */
    public <T> Flux<T> receive(MessageCodec<T> codec) {
        return receive(codec, WhenUndecodable.fail());
    }

    /**
     * Receives without end, and decodes each message. A message that cannot be decoded is no element: another one is taken for
     * the same demand. Everything else is as for {@link #receive()}.
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects. It fails as {@link #receive()}, and as {@link WhenUndecodable} says
     */
    public <T> Flux<T> receive(MessageCodec<T> codec, WhenUndecodable<PosixMessage> whenUndecodable) {
        return decoding().decode(receive(), codec, whenUndecodable);
    }

    /**
     * Receives what is there, decodes it, and completes when the queue is empty. Everything else is as for {@link
     * #receiveUntilEmpty()} and {@link #receive(MessageCodec, WhenUndecodable)}.
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects
     */
    public <T> Flux<T> receiveUntilEmpty(MessageCodec<T> codec, WhenUndecodable<PosixMessage> whenUndecodable) {
        return decoding().decode(receiveUntilEmpty(), codec, whenUndecodable);
    }

    /**
     * Receives one message, waiting for it no longer than a timeout, and decodes it. If it cannot be decoded and the stream goes on,
     * this waits for the next one in the time that is left. Everything else is as for {@link #receiveWithin(Duration)} and {@link
     * #receive(MessageCodec, WhenUndecodable)}.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @param codec decodes the message, on the thread that signals it
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the object
     * @return the object; empty if no message that can be decoded came in time, or it was closed meanwhile
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Mono<T> receiveWithin(
            Duration timeout, MessageCodec<T> codec, WhenUndecodable<PosixMessage> whenUndecodable) {
        return decoding()
                .decode(receive(Intake.copied(queue), Limit.nanosOf(timeout)), codec, whenUndecodable)
                .next();
    }

    private Decoding<PosixMessage> decoding() {
        return new Decoding<>(
                "mq_receive", queue.name(), PosixMessage::payload, message -> "of priority " + message.priority());
    }

    private <T> Flux<T> receive(Intake<T> intake, long timeoutNanos) {
        return flux(() -> Deadline.of(
                UntilUnlinked.of(
                        options.fair() ? new FairMessages<>(queue, intake) : new ReadyMessages<>(queue, intake),
                        queue,
                        "mq_receive"),
                timeoutNanos));
    }

    private <T> Flux<T> flux(Supplier<LoopReader<T>> reader) {
        return new SourceFlux<>(
                stopSwitch,
                metering,
                actual -> new LoopSource<>(actual, options.eventLoop(), queue, reader.get(), closedBefore()));
    }

    private @Nullable ClosedHandleException closedBefore() {
        return queue.isOpen()
                ? null
                : new ClosedHandleException("mq_receive", queue.name(), "The queue was closed before.");
    }

    /**
     * Stops this receiver for good: it takes no further message, delivers what it has taken, and completes its streams.
     * When this method returns, nothing more is taken; a completion may still be under way. Streams that begin later
     * complete at once. The queue stays open and keeps its messages. May be called from any thread and from {@code onNext}.
     * A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "PosixMqReceiver(" + queue + ")";
    }
}
