package io.sluice.reactor.mqueue;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends to a POSIX message queue, in order, without blocking the calling thread.
 *
 * <pre>{@code
 * PosixMqSender.create(queue)
 *         .send(PosixMessage.ofText("an order", 5), Duration.ofSeconds(1))
 *         .subscribe();
 * }</pre>
 *
 * <p>One sender sends in the order of the subscriptions. If the queue is full, a send waits for room: first for readiness,
 * and after a millisecond in a blocking send, which holds one pooled thread until there is room. The kernel serves blocked
 * senders first, so only a blocking send gets room beside other processes that are blocked in {@code mq_send(3)}.
 *
 * <p>Every send has one outcome: it completes when the message is in the queue, or it fails and the message is not sent.
 * When a cancel returns, the message is not sent any more. The cancel of a blocking send waits until the thread has left
 * the kernel, some microseconds as a rule. Failures, all before anything is queued:
 *
 * <ul>
 *   <li>{@link QueueFullException}: the queue is full and the send does not wait ({@code EAGAIN})
 *   <li>{@link SendTimeoutException}: no room came in time ({@code ETIMEDOUT})
 *   <li>{@link MessageTooLargeException}: the message is longer than {@code mq_msgsize} ({@code EMSGSIZE})
 *   <li>{@link io.sluice.errno.QueueRemovedException}: the queue is or was unlinked ({@code EIDRM}; see {@link
 *       io.sluice.mqueue.WhenUnlinked})
 *   <li>{@link ClosedHandleException}: the queue's handle is or was closed ({@code EBADF})
 *   <li>{@link ErrnoException}: the queue was opened for receiving only ({@code EBADF}), or the kernel refuses
 *   <li>{@link java.util.concurrent.RejectedExecutionException}: the event loop is closed
 * </ul>
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes the queue; no sender does.
 * May be used from any thread.
 *
 * @see "mq_send(3)"
 */
public final class PosixMqSender implements MessageSender<PosixMessage> {
    private final OperationQueue<PosixMessage> operations;
    private final SenderOptions options;

    private PosixMqSender(PosixMessageQueue queue, SenderOptions options) {
        operations = new OperationQueue<>(new PosixMqTarget(queue, options.metrics()), options.eventLoop());
        this.options = options;
    }

    /**
     * Makes a sender with the default options.
     *
     * @param queue an open queue
     * @return the sender
     */
    public static PosixMqSender create(PosixMessageQueue queue) {
        return create(queue, SenderOptions.create());
    }

    /**
     * Makes a sender.
     *
     * @param queue an open queue
     * @param options how to send
     * @return the sender
     */
    public static PosixMqSender create(PosixMessageQueue queue, SenderOptions options) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new PosixMqSender(queue, options);
    }

    /**
     * Sends a message, and waits for room without a limit.
     *
     * @param message what to send
     * @return completes when it is in the queue; each subscription sends it once more
     */
    @Override
    public Mono<Void> send(PosixMessage message) {
        return sender(message, Limit.NONE);
    }

    /**
     * Sends a message, and waits for room no longer than a timeout. If there is room, the message is sent, however short the
     * timeout.
     *
     * @param message what to send
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @return completes when it is in the queue; each subscription sends it once more
     * @throws IllegalArgumentException if the timeout is negative
     */
    @Override
    public Mono<Void> send(PosixMessage message, Duration timeout) {
        return sender(message, Limit.within(timeout));
    }

    /**
     * Sends a message, and waits for room until a time on the wall clock, as {@code mq_timedsend(3)} does: setting the clock
     * moves the deadline. If there is room, the message is sent, even after the deadline.
     *
     * @param message what to send
     * @param deadline until when to wait
     * @return completes when it is in the queue; each subscription sends it once more
     * @see "mq_timedsend(3)"
     */
    public Mono<Void> sendUntil(PosixMessage message, Instant deadline) {
        Objects.requireNonNull(deadline, "deadline");
        return sender(message, Limit.until(deadline));
    }

    /**
     * Sends a message if there is room now and no earlier send of this sender waits; otherwise fails with {@link
     * QueueFullException}.
     *
     * @param message what to send
     * @return completes when it is in the queue; each subscription sends it once more
     */
    public Mono<Void> sendNow(PosixMessage message) {
        return sender(message, Limit.IMMEDIATE);
    }

    private Mono<Void> sender(PosixMessage message, Limit limit) {
        Objects.requireNonNull(message, "message");
        return new OperationMono<>(operations, message, limit);
    }

    /**
     * Sends the messages of a publisher in its order, and gives a result for each in that order.
     *
     * <p>Messages are taken from the publisher only as results are asked for, and at most {@link
     * SenderOptions#maxInFlight()} ahead of them. The publisher gets its requests on the event loop's
     * thread: use {@code subscribeOn} for one that blocks. When a cancel returns, nothing more is sent. Messages that were
     * taken and not sent go to Reactor's discard hook.
     *
     * @param messages what to send
     * @param <T> the type of the correlation metadata
     * @return the results. It completes when the publisher has completed and each message has its result. With {@link
     *     SenderOptions#stopOnError()} it fails with the first message that cannot be sent, and messages behind it are
     *     not sent; otherwise only when the queue or the event loop is closed. An error of the publisher comes after the
     *     results of its messages
     */
    @Override
    public <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<PosixMessage, T>> messages) {
        Objects.requireNonNull(messages, "messages");
        return new SendFlux<>(operations, options, messages);
    }

    /**
     * Makes a sender of objects. Its messages have the lowest priority, 0, and go through this sender in order with all others.
     *
     * @param codec encodes the objects
     * @param <T> the type of the objects
     * @return the sender. There is nothing more to close
     */
    public <T> CodecSender<T> encoding(MessageCodec<T> codec) {
        return CodecSender.create(this, codec, (value, payload) -> PosixMessage.of(payload));
    }

    /**
     * Makes a sender of objects, whose messages go through this sender in order with all others.
     *
     * <pre>{@code
     * sender.encoding(MessageCodec.text(), order -> order.endsWith("!") ? 9 : 0)
     *         .send("12 bolts!")
     *         .subscribe();
     * }</pre>
     *
     * @param codec encodes the objects
     * @param priority gives the priority of each message, 0 to 32,767. If it gives another one, the send fails with {@link
     *     IllegalArgumentException}
     * @param <T> the type of the objects
     * @return the sender. There is nothing more to close
     */
    public <T> CodecSender<T> encoding(MessageCodec<T> codec, ToIntFunction<? super T> priority) {
        Objects.requireNonNull(priority, "priority");
        return CodecSender.create(
                this, codec, (value, payload) -> PosixMessage.of(payload, priority.applyAsInt(value)));
    }

    @Override
    public String toString() {
        return "PosixMqSender(" + operations.target() + ")";
    }
}
