package io.sluice.reactor.internal.source;

import io.sluice.epoll.EventLoop;
import reactor.core.scheduler.Schedulers;

/** Makes Reactor know the threads of event loops as non-blocking, so that {@code block()} on one fails at once. */
public final class NonBlockingThreads {
    static {
        Schedulers.registerNonBlockingThreadPredicate(EventLoop::isEventLoopThread);
    }

    private NonBlockingThreads() {}

    /** Does nothing itself: the work is done once, when this class is loaded. */
    public static void register() {}
}
