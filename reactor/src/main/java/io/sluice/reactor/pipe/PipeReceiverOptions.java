package io.sluice.reactor.pipe;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to receive from a pipe. Immutable: each method gives new options.
 *
 * <pre>{@code
 * PipeReceiverOptions options = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);
 * Flux<byte[]> records = PipeReceiver.create(readEnd, Framing.fixed(64), options).receive();
 * }</pre>
 */
public final class PipeReceiverOptions {
    private static final PipeReceiverOptions DEFAULTS =
            new PipeReceiverOptions(EventLoop::shared, WhenWritersLeft.COMPLETE, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final WhenWritersLeft whenWritersLeft;
    private final Supplier<MetricsRecorder> metrics;

    private PipeReceiverOptions(
            Supplier<EventLoop> eventLoop, WhenWritersLeft whenWritersLeft, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.whenWritersLeft = whenWritersLeft;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop, complete when the last writer has left.
     *
     * @return the options
     */
    public static PipeReceiverOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public PipeReceiverOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new PipeReceiverOptions(() -> loop, whenWritersLeft, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public PipeReceiverOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new PipeReceiverOptions(eventLoop, whenWritersLeft, () -> recorder);
    }

    /**
     * What to do when the last writer has left. {@link PipeReceiver#sessions()} does not look at it.
     *
     * @param policy the policy; {@link WhenWritersLeft#COMPLETE} where this is not called
     * @return new options
     */
    public PipeReceiverOptions whenWritersLeft(WhenWritersLeft policy) {
        return new PipeReceiverOptions(eventLoop, Objects.requireNonNull(policy, "policy"), metrics);
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
     * What to do when the last writer has left.
     *
     * @return the policy
     */
    public WhenWritersLeft whenWritersLeft() {
        return whenWritersLeft;
    }
}
