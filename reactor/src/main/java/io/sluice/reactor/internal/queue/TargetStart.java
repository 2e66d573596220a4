package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import java.util.function.Consumer;

/** Starts a target once, before its first operation. On the event loop's thread. */
final class TargetStart {
    private final Target<?> target;
    private final EventLoop loop;
    private final Consumer<Throwable> end;
    private boolean started;

    TargetStart(Target<?> target, EventLoop loop, Consumer<Throwable> end) {
        this.target = target;
        this.loop = loop;
        this.end = end;
    }

    void ensure() {
        if (!started) {
            try {
                target.started(loop, end);
                started = true;
            } catch (RuntimeException | OutOfMemoryError refused) {
                return; // for want of memory or the like: the next operation tries again, and this one can do without
            }
        }
    }
}
