package io.sluice.blocking;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Repeats the signal to threads that have been called back and have not come yet. Its thread lives while there are any. */
final class Interrupter implements Runnable {
    static final Interrupter INSTANCE = new Interrupter();

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** The thread lingers this many periods, so that a burst of interruptions does not start one after the other. */
    private static final int IDLE_PERIODS = 1000;

    private final Set<KernelWait> pending = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    private Interrupter() {}

    void repeatUntilEnded(KernelWait wait) {
        pending.add(wait);
        synchronized (this) {
            if (thread == null) {
                thread = new Thread(this, "sluice-interrupter");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    @Override
    public void run() {
        int idle = 0;
        while (idle < IDLE_PERIODS || !endedIdle()) {
            LockSupport.parkNanos(this, PERIOD_NANOS);
            pending.removeIf(wait -> !wait.sendSignal());
            idle = pending.isEmpty() ? idle + 1 : 0;
        }
    }

    private synchronized boolean endedIdle() {
        if (!pending.isEmpty()) {
            return false;
        }
        thread = null;
        return true;
    }
}
