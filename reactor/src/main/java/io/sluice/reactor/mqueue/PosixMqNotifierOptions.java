package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How a {@link PosixMqNotifier} works. Immutable: each method gives new options.
 *
 * <pre>{@code
 * PosixMqNotifierOptions options = PosixMqNotifierOptions.create().eventLoop(loop);
 * Flux<PosixMqNotification> arrivals = PosixMqNotifier.create(queue, options).notifications();
 * }</pre>
 */
public final class PosixMqNotifierOptions {
    private static final PosixMqNotifierOptions DEFAULTS =
            new PosixMqNotifierOptions(EventLoop::shared, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Supplier<MetricsRecorder> metrics;

    private PosixMqNotifierOptions(Supplier<EventLoop> eventLoop, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop.
     *
     * @return the options
     */
    public static PosixMqNotifierOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public PosixMqNotifierOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new PosixMqNotifierOptions(() -> loop, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public PosixMqNotifierOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new PosixMqNotifierOptions(eventLoop, () -> recorder);
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
}
