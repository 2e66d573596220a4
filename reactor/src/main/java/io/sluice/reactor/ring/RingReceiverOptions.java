package io.sluice.reactor.ring;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to receive from a ring. Immutable: each method gives new options.
 *
 * <pre>{@code
 * EventLoop loop = EventLoop.create("timeouts");
 * RingReceiverOptions options = RingReceiverOptions.create().eventLoop(loop);
 * }</pre>
 */
public final class RingReceiverOptions {
    private static final RingReceiverOptions DEFAULTS =
            new RingReceiverOptions(EventLoop::shared, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Supplier<MetricsRecorder> metrics;

    private RingReceiverOptions(Supplier<EventLoop> eventLoop, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop.
     *
     * @return the options
     */
    public static RingReceiverOptions create() {
        return DEFAULTS;
    }

    /**
     * Sets the event loop that counts timeouts, and that completes streams without demand when the consumer is closed. Messages
     * come on the thread that waits for them.
     *
     * @param loop the loop, which its owner closes; not null
     * @return new options
     */
    public RingReceiverOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new RingReceiverOptions(() -> loop, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public RingReceiverOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new RingReceiverOptions(eventLoop, () -> recorder);
    }

    /**
     * The event loop.
     *
     * @return the loop given, or the shared one; not null
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
}
