package io.sluice.reactor.ring;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.MessageSender;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.codec.CodecSender;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationMono;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends through a ring in shared memory, in order, without blocking the calling thread.
 *
 * <pre>{@code
 * RingSender.create(producer)
 *         .send(RingMessage.ofText(1, "bolts 12.50"), Duration.ofSeconds(1))
 *         .subscribe();
 * }</pre>
 *
 * <p>One sender sends in the order of the subscriptions. If the ring is full, a pooled thread waits for room, and the consumer
 * wakes it up. Every send has one outcome: it completes when the message is in the ring, or it fails and the message is not
 * sent. When a cancel returns, the message is not sent any more. Failures, all before anything is written:
 *
 * <ul>
 *   <li>{@link QueueFullException}: the ring is full and the send does not wait ({@code EAGAIN})
 *   <li>{@link SendTimeoutException}: no room came in time ({@code ETIMEDOUT})
 *   <li>{@link MessageTooLargeException}: the message is longer than an eighth of the capacity ({@code EMSGSIZE})
 *   <li>{@link ClosedHandleException}: the producer or its ring is or was closed ({@code EBADF})
 *   <li>{@link RingCorruptedException}: another process has written over the positions of the ring ({@code EBADMSG})
 *   <li>{@link ErrnoException}: another process has cut the ring off ({@code EFAULT})
 *   <li>{@link IllegalStateException} or {@link OutOfMemoryError}: the ring is full, and there is no signal or no thread to
 *       wait with
 *   <li>{@link java.util.concurrent.RejectedExecutionException}: the event loop is closed
 * </ul>
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes the producer; no sender does. May be
 * used from any thread.
 */
public final class RingSender implements MessageSender<RingMessage> {
    private final OperationQueue<RingMessage> operations;
    private final SenderOptions options;

    private RingSender(RingProducer producer, SenderOptions options) {
        operations = new OperationQueue<>(new RingTarget(producer, options.metrics()), options.eventLoop());
        this.options = options;
    }

    /**
     * Makes a sender with the default options.
     *
     * @param producer an open producer
     * @return the sender
     */
    public static RingSender create(RingProducer producer) {
        return create(producer, SenderOptions.create());
    }

    /**
     * Makes a sender.
     *
     * @param producer an open producer
     * @param options how to send
     * @return the sender
     */
    public static RingSender create(RingProducer producer, SenderOptions options) {
        Objects.requireNonNull(producer, "producer");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new RingSender(producer, options);
    }

    /**
     * Sends a message, and waits for room without a limit.
     *
     * @param message what to send
     * @return completes when it is in the ring; each subscription sends it once more
     */
    @Override
    public Mono<Void> send(RingMessage message) {
        return sender(message, Limit.NONE);
    }

    /**
     * Sends a message, and waits for room no longer than a timeout. If there is room, the message is sent, however short the
     * timeout.
     *
     * @param message what to send
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @return completes when it is in the ring; each subscription sends it once more
     * @throws IllegalArgumentException if the timeout is negative
     */
    @Override
    public Mono<Void> send(RingMessage message, Duration timeout) {
        return sender(message, Limit.within(timeout));
    }

    /**
     * Sends a message if there is room now and no earlier send of this sender waits; otherwise fails with {@link
     * QueueFullException}.
     *
     * @param message what to send
     * @return completes when it is in the ring; each subscription sends it once more
     */
    public Mono<Void> sendNow(RingMessage message) {
        return sender(message, Limit.IMMEDIATE);
    }

    private Mono<Void> sender(RingMessage message, Limit limit) {
        Objects.requireNonNull(message, "message");
        return new OperationMono<>(operations, message, limit);
    }

    /**
     * Sends the messages of a publisher in its order, and gives a result for each in that order.
     *
     * <p>Messages are taken from the publisher only as results are asked for, and at most {@link SenderOptions#maxInFlight()}
     * ahead of them, 256 where nothing else was said. The publisher gets its requests on the event loop's thread: use {@code
     * subscribeOn} for one that blocks. When a cancel returns, nothing more is sent. Messages that were taken and not sent go to
     * Reactor's discard hook.
     *
     * @param messages what to send
     * @param <T> the type of the correlation metadata
     * @return the results. It completes when the publisher has completed and each message has its result. With {@link
     *     SenderOptions#stopOnError()} it fails with the first message that cannot be sent, and messages behind it are not sent;
     *     otherwise only when the producer is closed, the ring is corrupted, or the event loop is closed. An error of the
     *     publisher comes after the results of its messages
     */
    @Override
    public <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<RingMessage, T>> messages) {
        Objects.requireNonNull(messages, "messages");
        return new SendFlux<>(operations, options, messages);
    }

    /**
     * Makes a sender of objects, whose messages go through this sender in order with all others.
     *
     * <pre>{@code
     * RingSender.create(producer).encoding(MessageCodec.text(), price -> 1).send("bolts 12.50").subscribe();
     * }</pre>
     *
     * @param codec encodes the objects
     * @param type gives the type of each message, 1 or more. If it gives another one, the send fails with {@link
     *     IllegalArgumentException}
     * @param <T> the type of the objects
     * @return the sender. There is nothing more to close
     */
    public <T> CodecSender<T> encoding(MessageCodec<T> codec, ToIntFunction<? super T> type) {
        Objects.requireNonNull(type, "type");
        return CodecSender.create(this, codec, (value, payload) -> RingMessage.of(type.applyAsInt(value), payload));
    }

    @Override
    public String toString() {
        return "RingSender(" + operations.target() + ")";
    }
}
