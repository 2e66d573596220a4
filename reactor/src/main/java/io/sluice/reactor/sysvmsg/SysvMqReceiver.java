package io.sluice.reactor.sysvmsg;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.source.CallerSource;
import io.sluice.reactor.internal.source.Deadline;
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
 * <p>Only demand takes a message out of the kernel, one for each requested element and none ahead. Without demand the
 * messages stay in the queue; when it is full, whoever sends to it waits in {@code msgsnd(2)}. Operators that prefetch
 * ({@code publishOn}, {@code flatMap}, {@code concatMap} with a prefetch) are demand: give them a small prefetch where a
 * message in hand must be one that is worked on.
 *
 * <p>There is no descriptor that epoll could watch, so a stream with demand holds one pooled thread, and without demand
 * none. The thread is blocked in {@code msgrcv} itself, which takes the message: that is right because it only waits where
 * a subscriber has asked for one, and it has its fair place among other blocked receivers. It is also the quickest: a
 * message takes little longer from a C sender to {@code onNext} than to a C program that is blocked in {@code msgrcv}.
 * The other design is a probe, a blocked receive of no bytes that tells of a message and leaves it queued, behind which an
 * event loop takes it: that takes longer, and gets no share beside receivers that are blocked. A hand-over to an event
 * loop alone takes longer, too, so signals come on the waiting thread. The benchmarks' row {@code sysv-wake-up} measures
 * all of these in one run; {@code docs/benchmarks.md} has the figures.
 *
 * <p>May be used from any thread. The queue stays its owner's: no stream closes or removes it.
 *
 * @see "msgrcv(2)"
 */
public final class SysvMqReceiver {
    private final SysvMessageQueue queue;
    private final SysvMqReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private SysvMqReceiver(SysvMessageQueue queue, SysvMqReceiverOptions options) {
        this.queue = queue;
        this.options = options;
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
     * Receives the messages that a selector means, without end.
     *
     * <p>Several subscriptions, with the same selector or others, may wait at the same time; each message goes to exactly
     * one. After a cancel nothing more is taken; a message whose receive was under way goes to Reactor's discard hook. A
     * cancel while the thread is in the kernel waits until it has left, some microseconds as a rule.
     *
     * <p>Signals come on the pooled thread that waits, one after the other: to block it holds up this stream alone.
     *
     * @param selector which messages are meant
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
     * Receives what is there and completes when no message is left that the selector means, as for a graceful drain. Does
     * not wait: messages come on the thread that asks for them. Everything else is as for {@link #receive}.
     *
     * @param selector which messages are meant
     * @return the messages
     */
    public Flux<SysvMessage> receiveUntilEmpty(TypeSelector selector) {
        Objects.requireNonNull(selector, "selector");
        return new SourceFlux<>(
                stopSwitch, actual -> new CallerSource<>(actual, new SelectedMessages(queue, selector)));
    }

    /**
     * Receives one message that a selector means, waiting for it no longer than a timeout. Where there is one it is received,
     * however short the timeout; and one that was taken is never given up because the time is over. System V has no such
     * call: the event loop's timer calls the waiting thread back. Where that finds a message at the last moment, it comes
     * on the event loop's thread.
     *
     * @param selector which messages are meant
     * @param timeout how long to wait from the subscription, on the monotonic clock, whatever happens to the wall clock;
     *     zero to look once; 292 years or more mean for ever
     * @return the message; empty if none came in time, or the queue's handle was closed meanwhile. It fails, and is
     *     cancelled, as {@link #receive}
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<SysvMessage> receiveWithin(TypeSelector selector, Duration timeout) {
        return blocking(selector, Limit.nanosOf(timeout)).next();
    }

    private Flux<SysvMessage> blocking(TypeSelector selector, long timeoutNanos) {
        Objects.requireNonNull(selector, "selector");
        return new SourceFlux<>(
                stopSwitch,
                actual -> new ThreadSource<>(
                        actual, new SelectedMessages(queue, selector), options::eventLoop, timeoutNanos));
    }

    /**
     * Stops this receiver for good: it takes no further message, delivers what it has taken, and then its streams complete.
     * When this returns, nothing is taken any more; a completion may still be under way. Streams that begin later complete
     * at once. The queue stays open, and what is in it stays there. From any thread, {@code onNext} included; a second stop
     * does nothing.
     */
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "SysvMqReceiver(" + queue + ")";
    }
}
