package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
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
    private static final PosixMqNotifierOptions DEFAULTS = new PosixMqNotifierOptions(EventLoop::shared);

    private final Supplier<EventLoop> eventLoop;

    private PosixMqNotifierOptions(Supplier<EventLoop> eventLoop) {
        this.eventLoop = eventLoop;
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
        return new PosixMqNotifierOptions(() -> loop);
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
