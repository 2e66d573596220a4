package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import reactor.core.scheduler.Schedulers;

/** Makes Reactor know the threads of event loops as non-blocking, so that {@code block()} on one fails at once. */
final class EventLoopThreads {
    static {
        Schedulers.registerNonBlockingThreadPredicate(EventLoop::isEventLoopThread);
    }

    private EventLoopThreads() {}

    /** Does nothing itself: the work is done once, when this class is loaded. */
    static void areNonBlocking() {}
}
