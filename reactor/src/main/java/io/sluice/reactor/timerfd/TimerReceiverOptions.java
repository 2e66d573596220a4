package io.sluice.reactor.timerfd;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.MetricsRecorder;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to receive a timer's expirations. Immutable: each method gives new options.
 *
 * <pre>{@code
 * TimerReceiverOptions options = TimerReceiverOptions.create().missedTicks(MissedTicks.BURST);
 * Flux<TimerSignal> signals = TimerReceiver.create(timer, options).receive();
 * }</pre>
 */
public final class TimerReceiverOptions {
    private static final TimerReceiverOptions DEFAULTS =
            new TimerReceiverOptions(EventLoop::shared, MissedTicks.COALESCE, MetricsRecorder::shared);

    private final Supplier<EventLoop> eventLoop;
    private final MissedTicks missedTicks;
    private final Supplier<MetricsRecorder> metrics;

    private TimerReceiverOptions(
            Supplier<EventLoop> eventLoop, MissedTicks missedTicks, Supplier<MetricsRecorder> metrics) {
        this.eventLoop = eventLoop;
        this.missedTicks = missedTicks;
        this.metrics = metrics;
    }

    /**
     * The defaults: the shared event loop, missed ticks coalesced.
     *
     * @return the options
     */
    public static TimerReceiverOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public TimerReceiverOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new TimerReceiverOptions(() -> loop, missedTicks, metrics);
    }

    /**
     * What records metrics.
     *
     * @param recorder the recorder; the shared one where this is not called
     * @return new options
     */
    public TimerReceiverOptions metrics(MetricsRecorder recorder) {
        Objects.requireNonNull(recorder, "recorder");
        return new TimerReceiverOptions(eventLoop, missedTicks, () -> recorder);
    }

    /**
     * What becomes of ticks for which there was no demand in time.
     *
     * @param policy the policy; {@link MissedTicks#COALESCE} where this is not called
     * @return new options
     */
    public TimerReceiverOptions missedTicks(MissedTicks policy) {
        return new TimerReceiverOptions(eventLoop, Objects.requireNonNull(policy, "policy"), metrics);
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
     * What becomes of ticks for which there was no demand in time.
     *
     * @return the policy
     */
    public MissedTicks missedTicks() {
        return missedTicks;
    }
}
