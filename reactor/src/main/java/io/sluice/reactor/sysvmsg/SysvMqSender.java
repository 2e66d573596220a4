package io.sluice.reactor.sysvmsg;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.QueueRemovedException;
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
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends to a System V message queue, in order, without blocking the calling thread.
 *
 * <pre>{@code
 * SysvMqSender.create(sysvQueue)
 *         .send(SysvMessage.ofText(1, "an order"), Duration.ofSeconds(1))
 *         .subscribe();
 * }</pre>
 *
 * <p>One sender sends in the order of the subscriptions. If the queue is full, a pooled thread waits for room in {@code
 * msgsnd(2)}, among the other blocked senders: a sender that only tries now and then gets next to no room beside them.
 * System V knows no timed send; here a timer interrupts the thread.
 *
 * <p>Every send has one outcome: it completes when the message is in the queue, or it fails and the message is not sent.
 * When a cancel returns, the message is not sent any more. The cancel of a blocking send waits until the thread has left
 * the kernel, some microseconds as a rule. Failures, all before anything is queued:
 *
 * <ul>
 *   <li>{@link QueueFullException}: the queue is full and the send does not wait ({@code EAGAIN})
 *   <li>{@link SendTimeoutException}: no room came in time ({@code ETIMEDOUT})
 *   <li>{@link MessageTooLargeException}: the message is longer than {@code msgmax}, or than the whole queue ({@code
 *       msg_qbytes}), for which the kernel would wait for ever ({@code EMSGSIZE})
 *   <li>{@link QueueRemovedException}: the queue was removed, before or during the wait ({@code EINVAL}, {@code EIDRM})
 *   <li>{@link ClosedHandleException}: the queue's handle is or was closed ({@code EBADF})
 *   <li>{@link ErrnoException}: this user may not send, or the queue was opened for receiving only ({@code EACCES})
 *   <li>{@link IllegalStateException} or {@link OutOfMemoryError}: the queue is full, and there is no signal or no thread
 *       to wait with
 *   <li>{@link java.util.concurrent.RejectedExecutionException}: the event loop is closed
 * </ul>
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes or removes the queue; no
 * sender does. May be used from any thread.
 *
 * @see "msgsnd(2)"
 */
public final class SysvMqSender implements MessageSender<SysvMessage> {
    private final OperationQueue<SysvMessage> operations;
    private final SenderOptions options;

    private SysvMqSender(SysvMessageQueue queue, SenderOptions options) {
        operations = new OperationQueue<>(new SysvMqTarget(queue, options.metrics()), options.eventLoop());
        this.options = options;
    }

    /**
     * Makes a sender with the default options.
     *
     * @param queue an open queue
     * @return the sender
     */
    public static SysvMqSender create(SysvMessageQueue queue) {
        return create(queue, SenderOptions.create());
    }

    /**
     * Makes a sender.
     *
     * @param queue an open queue
     * @param options how to send
     * @return the sender
     */
    public static SysvMqSender create(SysvMessageQueue queue, SenderOptions options) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new SysvMqSender(queue, options);
    }

    /**
     * Sends a message, and waits for room without a limit.
     *
     * @param message what to send
     * @return completes when it is in the queue; each subscription sends it once more
     */
    @Override
    public Mono<Void> send(SysvMessage message) {
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
    public Mono<Void> send(SysvMessage message, Duration timeout) {
        return sender(message, Limit.within(timeout));
    }

    /**
     * Sends a message if there is room now and no earlier send of this sender waits; otherwise fails with {@link
     * QueueFullException}.
     *
     * @param message what to send
     * @return completes when it is in the queue; each subscription sends it once more
     */
    public Mono<Void> sendNow(SysvMessage message) {
        return sender(message, Limit.IMMEDIATE);
    }

    private Mono<Void> sender(SysvMessage message, Limit limit) {
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
     *     not sent; otherwise only when the queue is closed or removed, or the event loop is closed. An error of the
     *     publisher comes after the results of its messages
     */
    @Override
    public <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<SysvMessage, T>> messages) {
        Objects.requireNonNull(messages, "messages");
        return new SendFlux<>(operations, options, messages);
    }

    /**
     * Makes a sender of objects, whose messages go through this sender in order with all others.
     *
     * <pre>{@code
     * sysvSender.encoding(MessageCodec.text(), order -> 1).send("12 bolts").subscribe();
     * }</pre>
     *
     * @param codec encodes the objects
     * @param type gives the type of each message, 1 or more. If it gives another one, the send fails with {@link
     *     IllegalArgumentException}
     * @param <T> the type of the objects
     * @return the sender. There is nothing more to close
     */
    public <T> CodecSender<T> encoding(MessageCodec<T> codec, ToLongFunction<? super T> type) {
        Objects.requireNonNull(type, "type");
        return CodecSender.create(this, codec, (value, payload) -> SysvMessage.of(type.applyAsLong(value), payload));
    }

    @Override
    public String toString() {
        return "SysvMqSender(" + operations.target() + ")";
    }
}
