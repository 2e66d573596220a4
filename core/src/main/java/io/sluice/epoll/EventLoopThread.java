package io.sluice.epoll;

/** The thread of one event loop. A daemon: waiting for messages keeps no JVM alive. */
final class EventLoopThread extends Thread {
    private final EventLoop loop;

    EventLoopThread(EventLoop loop, String name) {
        super(null, loop::run, name);
        this.loop = loop;
        setDaemon(true);
    }

    EventLoop loop() {
        return loop;
    }
}
