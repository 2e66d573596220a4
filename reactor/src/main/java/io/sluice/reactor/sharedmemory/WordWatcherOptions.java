package io.sluice.reactor.sharedmemory;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to wait for changes of a word that processes share. Immutable: each method gives new options.
 *
 * <pre>{@code
 * EventLoop loop = EventLoop.create("timeouts");
 * WordWatcherOptions options = WordWatcherOptions.create().eventLoop(loop);
 * }</pre>
 */
public final class WordWatcherOptions {
    private static final WordWatcherOptions DEFAULTS =
            new WordWatcherOptions(EventLoop::shared, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Supplier<MetricsRecorder> metrics;

    private WordWatcherOptions(Supplier<EventLoop> eventLoop, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop.
     *
     * @return the options
     */
    public static WordWatcherOptions create() {
        return DEFAULTS;
    }

    /**
     * Sets the event loop that counts timeouts, and that completes streams without demand when the memory is closed. Changes
     * come on the thread that waits for them.
     *
     * @param loop the loop, which its owner closes; not null
     * @return new options
     */
    public WordWatcherOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new WordWatcherOptions(() -> loop, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public WordWatcherOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new WordWatcherOptions(eventLoop, () -> recorder);
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
