package io.sluice.reactor.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.source.Deadline;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
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
 * <p>Only demand takes a message out of the kernel, one for each requested element and none ahead. Without demand the
 * messages stay in the queue; when it holds {@code mq_maxmsg}, whoever sends to it waits in {@code mq_send(3)}. Operators
 * that prefetch ({@code publishOn}, {@code flatMap}, {@code concatMap} with a prefetch) are demand: give them a small
 * prefetch where a message in hand must be one that is worked on.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The queue stays its owner's: closing it completes
 * the streams, and no stream closes it. May be used from any thread.
 *
 * @see "mq_receive(3)"
 */
public final class PosixMqReceiver {
    private final PosixMessageQueue queue;
    private final PosixMqReceiverOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private PosixMqReceiver(PosixMessageQueue queue, PosixMqReceiverOptions options) {
        this.queue = queue;
        this.options = options;
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
     * <p>Each subscription takes messages of its own: two of them compete, and each message goes to exactly one. A cancel
     * waits for a receive that is under way, and its message goes to Reactor's discard hook. When the cancel has returned,
     * nothing is taken any more.
     *
     * @return the messages. It completes when the queue's handle is closed. It fails with {@link
     *     io.sluice.errno.QueueRemovedException} if the queue is or was unlinked, when it has taken what was left in it
     *     ({@code EIDRM}; see {@link io.sluice.mqueue.WhenUnlinked}), with {@link ClosedHandleException} if the handle was
     *     closed before the subscription ({@code EBADF}), with {@link ErrnoException} if the queue was opened for sending
     *     only ({@code EBADF}) or the kernel refuses a receive, and with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed
     */
    public Flux<PosixMessage> receive() {
        return receive(Deadline.NEVER);
    }

    /**
     * Receives what is there and completes when the queue is empty, as for a graceful drain. Everything else is as for
     * {@link #receive()}. Does not wait, and so is never fair in the sense of {@link PosixMqReceiverOptions#fair(boolean)}.
     *
     * @return the messages
     */
    public Flux<PosixMessage> receiveUntilEmpty() {
        return flux(() -> new LeftMessages(queue));
    }

    /**
     * Receives one message, waiting for it no longer than a timeout, as {@code mq_timedreceive(3)} does. Where there is one
     * it is received, however short the timeout; and one that was taken is never given up because the time is over.
     *
     * @param timeout how long to wait from the subscription, on the monotonic clock, whatever happens to the wall clock;
     *     zero to look once; 292 years or more mean for ever
     * @return the message; empty if none came in time, or the queue's handle was closed meanwhile. It fails, and is
     *     cancelled, as {@link #receive()}
     * @throws IllegalArgumentException if the timeout is negative
     * @see "mq_timedreceive(3)"
     */
    public Mono<PosixMessage> receiveWithin(Duration timeout) {
        return receive(Limit.nanosOf(timeout)).next();
    }

    private Flux<PosixMessage> receive(long timeoutNanos) {
        return flux(() -> Deadline.of(
                UntilUnlinked.of(options.fair() ? new FairMessages(queue) : new ReadyMessages(queue), queue),
                timeoutNanos));
    }

    private Flux<PosixMessage> flux(Supplier<LoopReader<PosixMessage>> reader) {
        return new SourceFlux<>(
                stopSwitch,
                actual -> new LoopSource<>(actual, options.eventLoop(), queue, reader.get(), closedBefore()));
    }

    private @Nullable ClosedHandleException closedBefore() {
        return queue.isOpen()
                ? null
                : new ClosedHandleException("mq_receive", queue.name(), "The queue was closed before.");
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
        return "PosixMqReceiver(" + queue + ")";
    }
}
