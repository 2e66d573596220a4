package io.sluice.epoll;

import java.util.concurrent.TimeUnit;

/** The thread of one event loop. A daemon: waiting for messages keeps no JVM alive. */
final class EventLoopThread extends Thread {
    private static final long LAST_TASKS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;

    EventLoopThread(EventLoop loop, String name) {
        // No thread locals and no context class loader of the thread that happens to start the loop.
        super(null, loop::run, name, 0, false);
        this.loop = loop;
        setDaemon(true);
        setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    /** Reports what a callback threw. That must not end the loop of all others, and neither must what is thrown at that. */
    void reportUncaught(Throwable thrown) {
        try {
            getUncaughtExceptionHandler().uncaughtException(this, thrown);
        } catch (Throwable ofTheHandler) {
            return; // the JVM ignores it as well where a thread ends
        }
    }

    /**
     * Waits while the loop, which has ended, runs its last tasks. The wait ends one second after the loop has ended, since
     * the caller may hold a lock that these tasks need. The second is not for each call: a refused caller may try again
     * and again. There is no wait on the thread of a loop that has ended, or two of them could wait for each other.
     */
    void awaitLastTasks() {
        if (!(Thread.currentThread() instanceof EventLoopThread caller)
                || !caller.loop.tasks().hasEnded()) {
            awaitEnd(LAST_TASKS_NANOS - loop.tasks().nanosSinceEnd());
        }
    }

    /** Waits for its end, for so long at the most. An interrupt of the caller waits as well. */
    void awaitEnd(long nanos) {
        boolean interrupted = false;
        long begun = System.nanoTime();
        long left = nanos;
        while (left > 0 && isAlive()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = nanos - (System.nanoTime() - begun);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
