package io.sluice.epoll;

import java.util.concurrent.TimeUnit;

/** The thread of one event loop. A daemon: waiting for messages keeps no JVM alive. */
final class EventLoopThread extends Thread {
    private static final long LAST_TASKS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;

    EventLoopThread(EventLoop loop, String name) {
        super(null, loop::run, name);
        this.loop = loop;
        setDaemon(true);
    }

    /** Tells what a callback threw. That must not end everybody else's loop, and neither must what is thrown at that. */
    void tellUncaught(Throwable thrown) {
        try {
            getUncaughtExceptionHandler().uncaughtException(this, thrown);
        } catch (Throwable ofTheHandler) {
            return; // as the JVM does with it where a thread ends: there is nobody left to tell
        }
    }

    /**
     * Waits while the loop, which has ended, runs its last tasks. Not for ever, since the caller may hold a lock that these
     * want; and not on the thread of a loop that has ended, or two of them could wait for each other.
     */
    void awaitLastTasks() {
        if (!(Thread.currentThread() instanceof EventLoopThread caller) || !caller.loop.ended) {
            awaitEnd(LAST_TASKS_NANOS);
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
