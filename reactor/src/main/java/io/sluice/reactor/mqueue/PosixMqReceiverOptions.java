package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to receive from a POSIX message queue. Immutable: each method gives new options.
 *
 * <pre>{@code
 * PosixMqReceiverOptions options = PosixMqReceiverOptions.create().fair(true); // other processes receive as well
 * Flux<PosixMessage> messages = PosixMqReceiver.create(queue, options).receive();
 * }</pre>
 */
public final class PosixMqReceiverOptions {
    private static final PosixMqReceiverOptions DEFAULTS =
            new PosixMqReceiverOptions(EventLoop::shared, false, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final boolean fair;
    private final Supplier<MetricsRecorder> metrics;

    private PosixMqReceiverOptions(Supplier<EventLoop> eventLoop, boolean fair, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.fair = fair;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop, not fair.
     *
     * @return the options
     */
    public static PosixMqReceiverOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public PosixMqReceiverOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new PosixMqReceiverOptions(() -> loop, fair, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public PosixMqReceiverOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new PosixMqReceiverOptions(eventLoop, fair, () -> recorder);
    }

    /**
     * Whether to wait in a blocking receive when the queue is empty.
     *
     * <p>The kernel gives each message to a receiver that is blocked in {@code mq_receive}, if there is one. Beside such
     * processes, a receiver that waits for readiness gets next to nothing. A fair receiver blocks in the same call, so the
     * kernel serves it in the same order as the others. It holds one pooled thread while it has demand and waits. It takes
     * one message with each call, which is slower: leave it off if no other process receives from the queue.
     *
     * @param value true for blocking receives; the default is false
     * @return new options
     */
    public PosixMqReceiverOptions fair(boolean value) {
        return new PosixMqReceiverOptions(eventLoop, value, metrics);
    }

    /**
     * The event loop.
     *
     * @return the loop given, or the shared one
     */
    public EventLoop eventLoop() {
        return eventLoop.get();
    }

    /**
     * What records metrics.
     *
     * @return the recorder given, or the shared one
     */
    public MetricsRecorder metrics() {
        return metrics.get();
    }

    /**
     * Whether to wait in a blocking receive.
     *
     * @return true for blocking receives
     */
    public boolean fair() {
        return fair;
    }
}
