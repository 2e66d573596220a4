package io.sluice.reactor.sysvmsg;

import io.sluice.codec.MessageCodec;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
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
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Receives from a System V message queue with backpressure that reaches the sending process.
 *
 * <pre>{@code
 * SysvMqReceiver.create(sysvQueue)
 *         .receive(TypeSelector.only(1))
 *         .map(SysvMessage::text)
 *         .subscribe(System.out::println);
 * }</pre>
 *
 * <p>One message is taken from the kernel for each requested element, and none ahead. Without demand the messages stay in
 * the queue. When the queue is full, its senders wait in {@code msgsnd(2)}. Operators that prefetch ({@code publishOn},
 * {@code flatMap}, {@code concatMap} with a prefetch) request messages ahead: give them a small prefetch if only messages
 * that are being processed may be out of the queue.
 *
 * <p>A System V queue has no descriptor that epoll could watch. A stream with demand therefore holds one pooled thread,
 * which is blocked in {@code msgrcv}; a stream without demand holds none. The kernel serves the thread in the same order as
 * other blocked receivers. Signals come on the waiting thread, because handing each message to an event loop would take
 * longer. The benchmark row {@code sysv-wake-up} compares the designs; {@code docs/benchmarks.md} has the figures.
 *
 * <p>May be used from any thread. The owner closes or removes the queue; no stream does.
 *
 * @see "msgrcv(2)"
 */
public final class SysvMqReceiver implements Stoppable {
    private final SysvMessageQueue queue;
    private final SysvMqReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();
    private final Metering<SysvMessage> metering;

    private SysvMqReceiver(SysvMessageQueue queue, SysvMqReceiverOptions options) {
        this.queue = queue;
        this.options = options;
        metering = new Metering<>(options::metrics, () -> MeteredObject.of(queue), SysvMessage::size);
    }

    /**
     * Makes a receiver with the default options.
     *
     * @param queue an open queue
     * @return the receiver
     */
    public static SysvMqReceiver create(SysvMessageQueue queue) {
        return create(queue, SysvMqReceiverOptions.create());
    }

    /**
     * Makes a receiver.
     *
     * @param queue an open queue
     * @param options how to receive
     * @return the receiver
     */
    public static SysvMqReceiver create(SysvMessageQueue queue, SysvMqReceiverOptions options) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new SysvMqReceiver(queue, options);
    }

    /**
     * Receives the messages that a selector matches, without end.
     *
     * <p>Several subscriptions, with the same selector or others, may wait at the same time; each message goes to exactly
     * one. When a cancel returns, nothing more is taken. A message that was taken and not delivered goes to Reactor's discard
     * hook. A cancel while the thread is in the kernel waits until it has left, some microseconds as a rule.
     *
     * <p>Signals come on the pooled thread that waits, one after the other. Blocking this thread delays this stream alone.
     *
     * @param selector which messages to take
     * @return the messages. It completes when the queue's handle is closed. It fails with {@link QueueRemovedException} if
     *     the queue is removed, as soon as there is demand ({@code EIDRM}, {@code EINVAL}), with {@link
     *     ClosedHandleException} if the handle was closed before the subscription ({@code EBADF}), with {@link
     *     ErrnoException} if the queue was opened for sending only or this user may not receive ({@code EACCES}), and with
     *     {@link IllegalStateException} or {@link OutOfMemoryError} if there is no signal or no thread to wait with
     */
    public Flux<SysvMessage> receive(TypeSelector selector) {
        return blocking(selector, Deadline.NEVER);
    }

    /**
     * Receives what is there and completes when no matching message is left, as for a graceful drain. Does not wait:
     * messages come on the thread that requests them. Everything else is as for {@link #receive(TypeSelector)}.
     *
     * @param selector which messages to take
     * @return the messages
     */
    public Flux<SysvMessage> receiveUntilEmpty(TypeSelector selector) {
        Objects.requireNonNull(selector, "selector");
        return new SourceFlux<>(
                stopSwitch, metering, actual -> new CallerSource<>(actual, new SelectedMessages(queue, selector)));
    }

    /**
     * Receives one message that a selector matches, and waits for it no longer than a timeout. If there is a message, it is
     * received, however short the timeout. A message that was taken is delivered even if the time is over. System V has no
     * timed receive: a timer of the event loop interrupts the waiting thread. A message that is found at the last moment
     * comes on the event loop's thread.
     *
     * @param selector which messages to take
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @return the message; empty if none came in time, or the queue's handle was closed meanwhile. It fails, and is
     *     cancelled, as {@link #receive(TypeSelector)}
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<SysvMessage> receiveWithin(TypeSelector selector, Duration timeout) {
        return blocking(selector, Limit.nanosOf(timeout)).next();
    }

    /**
     * Receives without end, and decodes each message. The stream fails at a message that cannot be decoded. Everything else is as
     * for {@link #receive(TypeSelector)}.
     *
     * <pre>{@code
     * sysvReceiver.receive(TypeSelector.only(1), MessageCodec.text()).subscribe(System.out::println);
     * }</pre>
     *
     * @param selector which messages to take
     * @param codec decodes the messages, on the thread that signals them
     * @param <T> the type of the objects
     * @return the objects. It fails with {@link io.sluice.errno.DecodeException} if a message cannot be decoded ({@code EBADMSG}):
     *     the error has the bytes, and a new subscription goes on with the next message; and as {@link #receive(TypeSelector)}
     */
    public <T> Flux<T> receive(TypeSelector selector, MessageCodec<T> codec) {
        return receive(selector, codec, WhenUndecodable.fail());
    }

    /**
     * Receives without end, and decodes each message. A message that cannot be decoded is no element: another one is taken for
     * the same demand. Everything else is as for {@link #receive(TypeSelector)}.
     *
     * @param selector which messages to take
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects. It fails as {@link #receive(TypeSelector)}, and as {@link WhenUndecodable} says
     */
    public <T> Flux<T> receive(
            TypeSelector selector, MessageCodec<T> codec, WhenUndecodable<SysvMessage> whenUndecodable) {
        return decoding().decode(receive(selector), codec, whenUndecodable);
    }

    /**
     * Receives what is there, decodes it, and completes when no matching message is left. Everything else is as for {@link
     * #receiveUntilEmpty(TypeSelector)} and {@link #receive(TypeSelector, MessageCodec, WhenUndecodable)}.
     *
     * @param selector which messages to take
     * @param codec decodes the messages, on the thread that signals them
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the objects
     * @return the objects
     */
    public <T> Flux<T> receiveUntilEmpty(
            TypeSelector selector, MessageCodec<T> codec, WhenUndecodable<SysvMessage> whenUndecodable) {
        return decoding().decode(receiveUntilEmpty(selector), codec, whenUndecodable);
    }

    /**
     * Receives one message, waiting for it no longer than a timeout, and decodes it. If it cannot be decoded and the stream goes on,
     * this waits for the next one in the time that is left. Everything else is as for {@link #receiveWithin(TypeSelector, Duration)} and {@link
     * #receive(TypeSelector, MessageCodec, WhenUndecodable)}.
     *
     * @param selector which messages to take
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @param codec decodes the message, on the thread that signals it
     * @param whenUndecodable what to do with a message that cannot be decoded
     * @param <T> the type of the object
     * @return the object; empty if no message that can be decoded came in time, or it was closed meanwhile
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Mono<T> receiveWithin(
            TypeSelector selector,
            Duration timeout,
            MessageCodec<T> codec,
            WhenUndecodable<SysvMessage> whenUndecodable) {
        return decoding()
                .decode(blocking(selector, Limit.nanosOf(timeout)), codec, whenUndecodable)
                .next();
    }

    private Decoding<SysvMessage> decoding() {
        return new Decoding<>("msgrcv", queue.toString(), SysvMessage::payload, message -> "of type " + message.type());
    }

    private Flux<SysvMessage> blocking(TypeSelector selector, long timeoutNanos) {
        Objects.requireNonNull(selector, "selector");
        return new SourceFlux<>(
                stopSwitch,
                metering,
                actual -> new ThreadSource<>(
                        actual, new SelectedMessages(queue, selector), options::eventLoop, timeoutNanos));
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
        return "SysvMqReceiver(" + queue + ")";
    }
}
