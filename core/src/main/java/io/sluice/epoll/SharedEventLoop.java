package io.sluice.epoll;

import io.sluice.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * The loop that is used where no other is given. It starts at first use and not with the class: a shortage of descriptors
 * may be over by then. Where it has ended, the next use starts another one.
 */
final class SharedEventLoop {
    static final String NAME = "sluice-loop";

    private static volatile @Nullable EventLoop current;
    /** The loop that was started here, and is to be closed here even where another one has replaced it. */
    private static @Nullable EventLoop started;

    private SharedEventLoop() {}

    static EventLoop get() {
        EventLoop loop = current;
        return loop != null && !loop.isClosing() ? loop : start();
    }

    private static synchronized EventLoop start() {
        EventLoop loop = current;
        if (loop == null || loop.isClosing()) {
            loop = started;
        }
        if (loop == null || loop.isClosing()) {
            EventLoopOptions options = EventLoopOptions.create().name(NAME);
            loop = new EventLoop(options, true, Libc.get().epoll(), Libc.get().files());
            started = loop;
        }
        current = loop;
        return loop;
    }

    static synchronized void replace(EventLoop loop) {
        current = loop;
    }

    static void shutdown() {
        EventLoop ended;
        synchronized (SharedEventLoop.class) {
            ended = started;
            started = null;
            current = null;
        }
        if (ended != null) {
            ended.closeNow();
        }
    }
}
