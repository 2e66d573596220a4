package io.sluice.reactor.mqueue;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MessageSender;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.codec.CodecSender;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends to whatever POSIX message queue has a name: a send waits until there is one, and when that is unlinked the sends that
 * wait go on with the queue that takes its place.
 *
 * <pre>{@code
 * try (NamedPosixMqSender orders = NamedPosixMqSender.create("/orders")) {
 *     orders.send(PosixMessage.ofText("one order"), Duration.ofSeconds(5)).block();
 * }
 * }</pre>
 *
 * <p>Sends leave in the order of their subscription, across queues as well. A message is in exactly one queue; one that was
 * sent right before its queue was unlinked is in that one. While there is no queue and a send waits, this waits as {@link
 * PosixMqNames} does.
 *
 * <p>Every send has one outcome, as for {@link PosixMqSender}. Signals come on the event loop's thread, which must not be
 * blocked. May be used from any thread. {@link #close()} closes the handle of the queue.
 *
 * @see "mq_open(3)"
 */
public final class NamedPosixMqSender implements MessageSender<PosixMessage>, AutoCloseable {
    private final NamedSends sends;
    private final SenderOptions options;

    private NamedPosixMqSender(NamedSends sends, SenderOptions options) {
        this.sends = sends;
        this.options = options;
    }

    /**
     * Makes a sender with the default options.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @return the sender, to be closed
     * @throws IllegalArgumentException if the name is not one
     */
    public static NamedPosixMqSender create(String name) {
        return create(name, SenderOptions.create());
    }

    /**
     * Makes a sender.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @param options how to send
     * @return the sender, to be closed
     * @throws IllegalArgumentException if the name is not one
     */
    public static NamedPosixMqSender create(String name, SenderOptions options) {
        PosixMessageQueue.builder(name); // checks the name
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new NamedPosixMqSender(new NamedSends(name, options), options);
    }

    /**
     * Sends a message, waiting for a queue and for room in it without end.
     *
     * @param message what to send; not null
     * @return completes when it is in a queue; each subscription sends it once more. It fails as {@link
     *     PosixMqSender#send(PosixMessage)} does, but not with {@link QueueRemovedException}; with {@link ErrnoException}
     *     if this user may not open a queue of the name ({@code EACCES}); and with {@link ClosedHandleException} if this is
     *     closed ({@code EBADF})
     */
    @Override
    public Mono<Void> send(PosixMessage message) {
        return send(message, Limit.NONE);
    }

    /**
     * Sends a message, waiting for a queue and for room in it no longer than a timeout.
     *
     * @param message what to send; not null
     * @param timeout how long to wait from the subscription, on the monotonic clock; 292 years or more mean for ever
     * @return completes when it is in a queue; fails as {@link #send(PosixMessage)} does, and with {@link
     *     SendTimeoutException} if there was no queue, or no room in it, in time ({@code ETIMEDOUT})
     * @throws IllegalArgumentException if the timeout is negative
     */
    @Override
    public Mono<Void> send(PosixMessage message, Duration timeout) {
        return send(message, Limit.within(timeout));
    }

    private Mono<Void> send(PosixMessage message, Limit limit) {
        return new NamedSendMono(sends, Objects.requireNonNull(message, "message"), limit);
    }

    /**
     * Sends the messages of a publisher in its order, and gives a result for each in that order. A message that waits when
     * its queue is unlinked goes to the queue that takes its place.
     *
     * <p>Messages are taken from the publisher only as results are asked for, and at most {@link
     * SenderOptions#maxInFlight()} ahead of them. The publisher gets its requests on the event loop's thread: use {@code
     * subscribeOn} for one that blocks. When a cancel returns, nothing more is sent. Messages that were taken and not sent go
     * to Reactor's discard hook.
     *
     * @param messages what to send
     * @param <T> the type of the correlation metadata
     * @return the results. It completes when the publisher has completed and each message has its result. With {@link
     *     SenderOptions#stopOnError()} it fails with the first message that cannot be sent, and messages behind it are not
     *     sent; otherwise only when this sender or the event loop is closed. An error of the publisher comes after the
     *     results of its messages
     */
    @Override
    public <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<PosixMessage, T>> messages) {
        Objects.requireNonNull(messages, "messages");
        return new SendFlux<>(() -> new NamedSendGroup(sends), options, messages);
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
     * NamedPosixMqSender.create("/orders").encoding(MessageCodec.text(), order -> order.endsWith("!") ? 9 : 0)
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

    /** Closes the handle of the queue. Sends that wait fail with {@link ClosedHandleException}. A second close does nothing. */
    @Override
    public void close() {
        sends.close();
    }

    @Override
    public String toString() {
        return "NamedPosixMqSender(" + sends.name() + ")";
    }
}
