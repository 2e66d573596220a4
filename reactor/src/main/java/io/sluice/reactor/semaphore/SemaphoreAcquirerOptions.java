package io.sluice.reactor.semaphore;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to acquire permits. Immutable: each method gives new options.
 *
 * <pre>{@code
 * SemaphoreAcquirerOptions options = SemaphoreAcquirerOptions.create().eventLoop(loop);
 * SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore, options);
 * }</pre>
 */
public final class SemaphoreAcquirerOptions {
    private static final SemaphoreAcquirerOptions DEFAULTS =
            new SemaphoreAcquirerOptions(EventLoop::shared, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Supplier<MetricsRecorder> metrics;

    private SemaphoreAcquirerOptions(Supplier<EventLoop> eventLoop, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop.
     *
     * @return the options
     */
    public static SemaphoreAcquirerOptions create() {
        return DEFAULTS;
    }

    /**
     * Which event loop signals to those who have waited.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public SemaphoreAcquirerOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new SemaphoreAcquirerOptions(() -> loop, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public SemaphoreAcquirerOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new SemaphoreAcquirerOptions(eventLoop, () -> recorder);
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
