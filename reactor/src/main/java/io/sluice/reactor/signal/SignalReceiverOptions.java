package io.sluice.reactor.signal;

import io.sluice.epoll.EventLoop;
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
    private static final SignalReceiverOptions DEFAULTS = new SignalReceiverOptions(EventLoop::shared);

    private final Supplier<EventLoop> eventLoop;

    private SignalReceiverOptions(Supplier<EventLoop> eventLoop) {
        this.eventLoop = eventLoop;
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
        return new SignalReceiverOptions(() -> loop);
    }

    /**
     * The event loop.
     *
     * @return the loop given, or the shared one
     */
    public EventLoop eventLoop() {
        return eventLoop.get();
    }
}
