package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.QueueAppearance;
import io.sluice.reactor.internal.source.LoopWait;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Waits for names of POSIX message queues.
 *
 * <pre>{@code
 * PosixMqNames.create()
 *         .awaitQueue("/orders")
 *         .subscribe(name -> System.out.println(name + " is there"));
 * }</pre>
 *
 * <p>Where the mqueue file system is mounted, the kernel reports new queues. Elsewhere the name is looked up 20 times a second.
 * Signals come on the event loop's thread, which must not be blocked. May be used from any thread.
 *
 * @see QueueAppearance
 */
public final class PosixMqNames {
    private final Supplier<EventLoop> eventLoop;

    private PosixMqNames(Supplier<EventLoop> eventLoop) {
        this.eventLoop = eventLoop;
    }

    /**
     * Waits on the shared event loop.
     *
     * @return where to wait for names
     */
    public static PosixMqNames create() {
        NonBlockingThreads.register();
        return new PosixMqNames(EventLoop::shared);
    }

    /**
     * Waits on an event loop.
     *
     * @param loop the loop, which its owner closes
     * @return where to wait for names
     */
    public static PosixMqNames create(EventLoop loop) {
        Objects.requireNonNull(loop, "loop");
        NonBlockingThreads.register();
        return new PosixMqNames(() -> loop);
    }

    /**
     * Waits until there is a queue with a name. It may be unlinked again before it can be opened; {@link
     * NamedPosixMqReceiver} and {@link NamedPosixMqSender} care for that.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @return the name, as soon as there is a queue, also where this user may not open it. It fails with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed. A cancel ends the wait
     * @throws IllegalArgumentException if the name is not one
     */
    public Mono<String> awaitQueue(String name) {
        PosixMessageQueue.builder(name); // checks the name
        return appearance(name, eventLoop).thenReturn(name);
    }

    /** Completes when there is a queue. */
    static Mono<Void> appearance(String name, Supplier<EventLoop> eventLoop) {
        return LoopWait.of(eventLoop, (loop, whenThere) -> QueueAppearance.start(name, loop, whenThere)::cancel);
    }
}
