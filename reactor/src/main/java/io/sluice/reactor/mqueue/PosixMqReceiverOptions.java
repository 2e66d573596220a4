package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import java.util.Objects;
import java.util.function.Supplier;

/** How to receive from a POSIX message queue. Immutable: each method gives new options. */
public final class PosixMqReceiverOptions {
    private static final PosixMqReceiverOptions DEFAULTS = new PosixMqReceiverOptions(EventLoop::shared, false);

    private final Supplier<EventLoop> eventLoop;
    private final boolean fair;

    private PosixMqReceiverOptions(Supplier<EventLoop> eventLoop, boolean fair) {
        this.eventLoop = eventLoop;
        this.fair = fair;
    }

    /**
     * The defaults: the shared event loop, not fair.
     *
     * @return the options
     */
    public static PosixMqReceiverOptions create() {
        return DEFAULTS;
    }

    /**
     * On which event loop to wait and to emit.
     *
     * @param loop the loop, which its owner closes
     * @return new options
     */
    public PosixMqReceiverOptions eventLoop(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        return new PosixMqReceiverOptions(() -> loop, fair);
    }

    /**
     * Whether to wait in the kernel's own line of receivers when the queue is empty.
     *
     * <p>Beside processes that are blocked in {@code mq_receive} on the same queue, one that waits for readiness gets next
     * to nothing: a message goes hand to hand to whoever is blocked. A fair receiver takes its turn among them; for as
     * long as it has demand and waits, it holds one pooled thread. It receives one message a turn, which is slower
     * where there are no rivals: leave it off there.
     *
     * @param value true to take turns; false where this is not called
     * @return new options
     */
    public PosixMqReceiverOptions fair(boolean value) {
        return new PosixMqReceiverOptions(eventLoop, value);
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
     * Whether to wait in the kernel's own line.
     *
     * @return true to take turns
     */
    public boolean fair() {
        return fair;
    }
}
