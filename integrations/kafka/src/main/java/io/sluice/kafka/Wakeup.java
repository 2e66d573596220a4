package io.sluice.kafka;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes the one thread of a route, if it sleeps. */
final class Wakeup {
    private volatile boolean asleep;
    private volatile @Nullable Thread thread;

    /** Announces a sleep. Look once more for work before {@link #sleep}: what comes from now on wakes. */
    boolean announce() {
        if (asleep) {
            return false;
        }
        thread = Thread.currentThread();
        asleep = true;
        return true;
    }

    void sleep(long nanos) {
        LockSupport.parkNanos(this, nanos);
        asleep = false;
    }

    /** A sleep that nothing ends before its time, and nobody has to. */
    void rest(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    void awake() {
        asleep = false;
    }

    void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }
}
