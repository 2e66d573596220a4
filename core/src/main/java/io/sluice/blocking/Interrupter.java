package io.sluice.blocking;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Repeats the signal to threads that were interrupted and are still in the kernel. Its thread lives while there are any. */
final class Interrupter implements Runnable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** The thread stays this many periods, so that a burst of interruptions does not start one after the other. */
    private static final int IDLE_PERIODS = 1000;

    private final ThreadFactory threads;
    private final Set<KernelWait> pending = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    Interrupter(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Where the system has no thread to give, what is pending stays so, and the next call tries again. */
    void repeatUntilEnded(KernelWait wait) {
        try {
            pending.add(wait);
            startThread();
        } catch (OutOfMemoryError refused) {
            return; // as a rule, the one signal that was sent before is enough
        }
    }

    private synchronized void startThread() {
        if (thread == null) {
            Thread started = threads.newThread(this);
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    @Override
    public void run() {
        try {
            int idle = 0;
            while (idle < IDLE_PERIODS || !endedIdle()) {
                LockSupport.parkNanos(this, PERIOD_NANOS);
                idle = signalPending() ? 0 : idle + 1;
            }
        } catch (Throwable broken) {
            ended();
            throw broken;
        }
    }

    /** Whether there is any thread left to interrupt. */
    private boolean signalPending() {
        try {
            pending.removeIf(wait -> !wait.sendSignal());
        } catch (OutOfMemoryError noRoom) {
            return true; // there may be room in the next period
        }
        return !pending.isEmpty();
    }

    private synchronized boolean endedIdle() {
        if (pending.isEmpty()) {
            ended();
            return true;
        }
        return false;
    }

    /** The next interruption gets another thread. */
    private synchronized void ended() {
        thread = null;
    }
}
