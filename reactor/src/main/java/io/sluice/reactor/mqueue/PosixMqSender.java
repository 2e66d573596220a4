package io.sluice.reactor.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationMono;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends to a POSIX message queue, in order, without blocking a thread that it was not given for that.
 *
 * <p>Sends subscribed in order on one sender leave in order. Where the queue is full, a send waits for room: first by
 * readiness, and where that brings nothing within a millisecond, in the kernel's own line of blocked senders, which holds
 * one pooled thread until there is room. So it gets its turn beside other processes that are blocked in {@code mq_send(3)}.
 *
 * <p>Every send has one outcome: it completes when the message is in the queue, or fails when it is not and will not be.
 * Cancelling it makes sure that it is not sent from then on; for a send that waits in the kernel, the cancel waits until
 * it has left, some microseconds as a rule. Failures, all before anything is queued:
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
 * <p>Signals come on the event loop's thread, which must not be blocked. The queue stays its owner's: no sender closes it.
 * May be used from any thread.
 *
 * @see "mq_send(3)"
 */
public final class PosixMqSender {
    private final OperationQueue<PosixMessage> operations;
    private final SenderOptions options;

    private PosixMqSender(PosixMessageQueue queue, SenderOptions options) {
        operations = new OperationQueue<>(new PosixMqTarget(queue), options.eventLoop());
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
     * Sends a message, waiting for room without end.
     *
     * @param message what to send
     * @return completes when it is in the queue; each subscription sends it once more
     */
    public Mono<Void> send(PosixMessage message) {
        return sender(message, Limit.NONE);
    }

    /**
     * Sends a message, waiting for room no longer than a timeout. Where there is room it is sent, however short the timeout.
     *
     * @param message what to send
     * @param timeout how long to wait from the subscription, on the monotonic clock, whatever happens to the wall clock;
     *     zero to try once; 292 years or more mean for ever
     * @return completes when it is in the queue; each subscription sends it once more
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<Void> send(PosixMessage message, Duration timeout) {
        return sender(message, Limit.within(timeout));
    }

    /**
     * Sends a message, waiting for room until a time on the wall clock, as {@code mq_timedsend(3)} does: a step of the clock
     * moves the end. Where there is room it is sent, also when the deadline is past.
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
     * SenderOptions#maxInFlight()} ahead of them. The publisher is asked on the event loop's thread: one that blocks
     * belongs behind {@code subscribeOn}. A cancel makes sure that nothing is sent from then on; messages taken and not
     * sent go to Reactor's discard hook.
     *
     * @param messages what to send
     * @param <T> the type of the correlation metadata
     * @return the results. It completes when the publisher has completed and each message has its result. With {@link
     *     SenderOptions#stopOnError()} it fails with the first message that cannot be sent, and messages behind it are
     *     not sent; otherwise only when the queue or the event loop is closed. An error of the publisher comes behind the
     *     results of its messages
     */
    public <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<PosixMessage, T>> messages) {
        Objects.requireNonNull(messages, "messages");
        return new SendFlux<>(operations, options, messages);
    }

    @Override
    public String toString() {
        return "PosixMqSender(" + operations.target() + ")";
    }
}
