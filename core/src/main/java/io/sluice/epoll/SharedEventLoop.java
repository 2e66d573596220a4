package io.sluice.epoll;

import io.sluice.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * The loop of all who choose no other one. It starts at first use and not with the class: a shortage of descriptors may
 * end. Where it has ended, the next use starts another one.
 */
final class SharedEventLoop {
    static final String NAME = "sluice-loop";

    private static volatile @Nullable EventLoop current;

    private SharedEventLoop() {}

    static EventLoop get() {
        EventLoop loop = current;
        return loop != null && !loop.isClosing() ? loop : start();
    }

    private static synchronized EventLoop start() {
        EventLoop loop = current;
        if (loop == null || loop.isClosing()) {
            loop = new EventLoop(NAME, true, Libc.get().epoll(), Libc.get().files());
            current = loop;
        }
        return loop;
    }

    static void shutdown() {
        EventLoop ended;
        synchronized (SharedEventLoop.class) {
            ended = current;
            current = null;
        }
        if (ended != null) {
            ended.closeNow();
        }
    }
}
