package io.sluice.reactor.timerfd;

import io.sluice.epoll.EventLoop;
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
            new TimerReceiverOptions(EventLoop::shared, MissedTicks.COALESCE);

    private final Supplier<EventLoop> eventLoop;
    private final MissedTicks missedTicks;

    private TimerReceiverOptions(Supplier<EventLoop> eventLoop, MissedTicks missedTicks) {
        this.eventLoop = eventLoop;
        this.missedTicks = missedTicks;
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
        return new TimerReceiverOptions(() -> loop, missedTicks);
    }

    /**
     * What becomes of ticks for which there was no demand in time.
     *
     * @param policy the policy; {@link MissedTicks#COALESCE} where this is not called
     * @return new options
     */
    public TimerReceiverOptions missedTicks(MissedTicks policy) {
        return new TimerReceiverOptions(eventLoop, Objects.requireNonNull(policy, "policy"));
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
     * What becomes of ticks for which there was no demand in time.
     *
     * @return the policy
     */
    public MissedTicks missedTicks() {
        return missedTicks;
    }
}
