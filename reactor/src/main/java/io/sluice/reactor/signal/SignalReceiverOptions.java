package io.sluice.reactor.signal;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to receive signals. Immutable: each method gives new options.
 *
 * <pre>{@code
 * SignalReceiverOptions options = SignalReceiverOptions.create().eventLoop(loop);
 * SignalReceiver receiver = SignalReceiver.create(SignalCapture.of(Signal.USR1), options);
 * }</pre>
 */
public final class SignalReceiverOptions {
    private static final SignalReceiverOptions DEFAULTS =
            new SignalReceiverOptions(EventLoop::shared, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final Supplier<MetricsRecorder> metrics;

    private SignalReceiverOptions(Supplier<EventLoop> eventLoop, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop.
     *
     * @return the options
     */
    public static SignalReceiverOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public SignalReceiverOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new SignalReceiverOptions(() -> loop, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public SignalReceiverOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new SignalReceiverOptions(eventLoop, () -> recorder);
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
