package io.sluice.reactor.ring;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.internal.codec.Decoding;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.source.CallerSource;
import io.sluice.reactor.internal.source.Deadline;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import io.sluice.reactor.internal.source.ThreadSource;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingDecoder;
import io.sluice.ring.RingMessage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Receives from a ring in shared memory, with backpressure that reaches the producing processes.
 *
 * <pre>{@code
 * RingReceiver.create(consumer)
 *         .receive()
 *         .map(RingMessage::text)
 *         .subscribe(System.out::println);
 * }</pre>
 *
 * <p>One message is taken from the ring for each requested element, and none ahead. Without demand the messages stay in the
 * ring. When it is full, its producers wait or are refused. Operators that prefetch ({@code publishOn}, {@code flatMap}, {@code
 * concatMap} with a prefetch) request messages ahead: give them a small prefetch if only messages that are being processed may
 * be out of the ring.
 *
 * <p>A stream with demand holds one pooled thread; a stream without demand holds none. The thread takes the messages that are
 * there without a call of the kernel. Where there is none, it spins for some microseconds ({@link
 * io.sluice.ring.RingBuilder#spin}), and then sleeps until a producer wakes it up. Signals come on this thread.
 *
 * <p>May be used from any thread. The owner closes the consumer; no stream does.
 */
public final class RingReceiver implements Stoppable {
    private final RingConsumer consumer;
    private final RingReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();
    /** How long a message was that a decoder has read is not known any more. */
    private final Metering<Object> metering;

    private RingReceiver(RingConsumer consumer, RingReceiverOptions options) {
        this.consumer = consumer;
        this.options = options;
        metering = new Metering<>(
                options::metrics,
                () -> MeteredObject.of("ring", consumer.name()),
                element -> element instanceof RingMessage message ? message.size() : 0);
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param consumer an open consumer
     * @return the receiver
     */
    public static RingReceiver create(RingConsumer consumer) {
        return create(consumer, RingReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param consumer an open consumer
     * @param options how to receive
     * @return the receiver
     */
    public static RingReceiver create(RingConsumer consumer, RingReceiverOptions options) {
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new RingReceiver(consumer, options);
    }

    /**
     * Receives messages without end, each as a copy.
     *
     * <p>Several subscriptions may wait at the same time; each message goes to exactly one. When a cancel returns, nothing more
     * is taken. A message that was taken and not delivered goes to Reactor's discard hook. A cancel while the thread sleeps waits
     * until it has woken up, some microseconds as a rule.
     *
     * <p>Signals come on the pooled thread that waits, one after the other. Blocking this thread delays this stream alone.
     *
     * @return the messages. It completes when the consumer or its ring is closed. It fails with {@link ClosedHandleException} if
     *     the consumer was closed before the subscription ({@code EBADF}), with {@link RingCorruptedException} if what is in the
     *     ring makes no sense ({@code EBADMSG}), with {@link ErrnoException} if another process has cut the ring off ({@code
     *     EFAULT}), and with {@link IllegalStateException}, {@link java.util.concurrent.RejectedExecutionException} or {@link
     *     OutOfMemoryError} if there is no signal or no thread to wait with
     */
    public Flux<RingMessage> receive() {
        return blocking(() -> RingMessages.copied(consumer), Deadline.NEVER);
    }

    /**
     * Receives messages without end, and makes an object of each without a copy of its bytes.
     *
     * <pre>{@code
     * RingReceiver.create(consumer)
     *         .receive((type, message) -> message.getDouble(0))
     *         .subscribe(price -> System.out.println(price));
     * }</pre>
     *
     * <p>The bytes are lent to the decoder, and no operator sees them: one that passes elements to another thread would read
     * what a producer has written since. Everything else is as for {@link #receive()}.
     *
     * @param decoder makes an object of each message, on the thread that takes it. Other streams of this consumer wait
     *     meanwhile, and a cancel does: keep it short
     * @param <T> the type of the objects
     * @return the objects. It fails with {@link DecodeException} if the decoder throws something or returns null ({@code
     *     EBADMSG}), behind which a new subscription goes on with the next message; and as {@link #receive()}
     */
    public <T> Flux<T> receive(RingDecoder<? extends T> decoder) {
        Objects.requireNonNull(decoder, "decoder");
        return blocking(() -> RingMessages.decoded(consumer, decoder), Deadline.NEVER);
    }

    /**
     * Receives what is there and completes when no message is left, as for a graceful drain. Does not wait: messages come on the
     * thread that requests them. Everything else is as for {@link #receive()}.
     *
     * @return the messages
     */
    public Flux<RingMessage> receiveUntilEmpty() {
        return immediate(() -> RingMessages.copied(consumer));
    }

    /**
     * Receives what is there, makes an object of each message without a copy of its bytes, and completes when no message is left.
     * Everything else is as for {@link #receiveUntilEmpty()} and {@link #receive(RingDecoder)}.
     *
     * @param decoder makes an object of each message, on the thread that requests it
     * @param <T> the type of the objects
     * @return the objects
     */
    public <T> Flux<T> receiveUntilEmpty(RingDecoder<? extends T> decoder) {
        Objects.requireNonNull(decoder, "decoder");
        return immediate(() -> RingMessages.decoded(consumer, decoder));
    }

    private <T> Flux<T> immediate(Supplier<RingMessages<T>> messages) {
        return new SourceFlux<>(stopSwitch, metering, actual -> new CallerSource<>(actual, messages.get()));
    }

    /**
     * Receives one message, and waits for it no longer than a timeout. If there is a message, it is received, however short the
     * timeout. A message that was taken is delivered even if the time is over. A message that is found at the last moment comes on
     * the event loop's thread.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @return the message; empty if none came in time, or the consumer was closed meanwhile. It fails, and is cancelled, as
     *     {@link #receive()}
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<RingMessage> receiveWithin(Duration timeout) {
        return blocking(() -> RingMessages.copied(consumer), Limit.nanosOf(timeout))
                .next();
    }

    /**
     * Receives one message, waiting for it no longer than a timeout, and makes an object of it without a copy of its bytes.
     * Everything else is as for {@link #receiveWithin(Duration)} and {@link #receive(RingDecoder)}.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @param decoder makes the object of the message, on the thread that takes it
     * @param <T> the type of the object
     * @return the object; empty if no message came in time, or the consumer was closed meanwhile
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Mono<T> receiveWithin(Duration timeout, RingDecoder<? extends T> decoder) {
        Objects.requireNonNull(decoder, "decoder");
        return this.<T>blocking(() -> RingMessages.decoded(consumer, decoder), Limit.nanosOf(timeout))
                .next();
    }

    /**
     * Receives without end, and decodes each message where its bytes are, without a copy. The stream fails at a message that cannot be decoded. Everything else is as
     * for {@link #receive()}.
     *
     * <pre>{@code
     * RingReceiver.create(consumer).receive(MessageCodec.text()).subscribe(System.out::println);
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
     * Receives without end, and decodes each message where its bytes are, without a copy. A message that cannot be decoded is no element: another one is taken for
     * the same demand. Everything else is as for {@link #receive()}.
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects. It fails as {@link #receive()}, and as {@link WhenUndecodable} says
     */
    public <T> Flux<T> receive(MessageCodec<T> codec, WhenUndecodable<RingMessage> whenUndecodable) {
        return handled(receive(decoder(codec)), whenUndecodable);
    }

    /**
     * Receives what is there, decodes it, and completes when no message is left. Everything else is as for {@link
     * #receiveUntilEmpty()} and {@link #receive(MessageCodec, WhenUndecodable)}.
     *
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects
     */
    public <T> Flux<T> receiveUntilEmpty(MessageCodec<T> codec, WhenUndecodable<RingMessage> whenUndecodable) {
        return handled(receiveUntilEmpty(decoder(codec)), whenUndecodable);
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
            Duration timeout, MessageCodec<T> codec, WhenUndecodable<RingMessage> whenUndecodable) {
        return RingReceiver.<T>handled(
                        blocking(() -> RingMessages.decoded(consumer, decoder(codec)), Limit.nanosOf(timeout)),
                        whenUndecodable)
                .next();
    }

    /** Decodes where the bytes are, and copies those that cannot be decoded. */
    private RingDecoder<Object> decoder(MessageCodec<?> codec) {
        Objects.requireNonNull(codec, "codec");
        Decoding<RingMessage> decoding = new Decoding<>(
                "ring_read", consumer.name(), RingMessage::payload, message -> "of type " + message.type());
        return (type, message) -> decoding.decode(message, codec, bytes -> RingMessage.of(type, bytes));
    }

    private static <T> Flux<T> handled(Flux<Object> decoded, WhenUndecodable<RingMessage> whenUndecodable) {
        return Decoding.handle(decoded, element -> element, whenUndecodable);
    }

    private <T> Flux<T> blocking(Supplier<RingMessages<T>> messages, long timeoutNanos) {
        return new SourceFlux<>(
                stopSwitch,
                metering,
                actual -> new ThreadSource<>(actual, messages.get(), options::eventLoop, timeoutNanos));
    }

    /**
     * Stops this receiver for good: it takes no further message, delivers what it has taken, and completes its streams. When this
     * method returns, nothing more is taken; a completion may still be under way. Streams that begin later complete at once. The
     * consumer stays open, and the ring keeps its messages. May be called from any thread and from {@code onNext}. A second stop
     * only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "RingReceiver(" + consumer + ")";
    }
}
