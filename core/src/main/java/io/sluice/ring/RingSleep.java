package io.sluice.ring;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.time.Timespec;
import io.sluice.time.WaitTimeout;
import org.jspecify.annotations.Nullable;

/** One wait of a consumer or a producer: it spins, and then sleeps on its word. For one thread. */
// States and events: docs/states/ring-sleep.md
final class RingSleep {
    /** What is waited for. */
    interface Condition {
        /** Looks, and does what has to be done once it holds. */
        boolean holds();

        /** After how many nanoseconds it may hold without a wake-up. */
        long nanosToLook();
    }

    private final OpenRing ring;
    private final SleepWord word;
    private final long longestNanos;
    private final WaitTimeout timeout;
    private final Timespec timespec = new Timespec();
    private @Nullable KernelWait wait;

    /** The thread looks by itself after so many nanoseconds at the latest. */
    RingSleep(OpenRing ring, SleepWord word, long longestNanos, WaitTimeout timeout) {
        this.longestNanos = longestNanos;
        this.ring = ring;
        this.word = word;
        this.timeout = timeout;
    }

    /** By which it is interrupted. Comes before the first {@link #await}, on whatever thread. */
    void began(KernelWait begun) {
        wait = begun;
    }

    /** Returns 0 once the condition holds, or the negated error. */
    long await(Condition condition) {
        long begun = System.nanoTime();
        long spin = Math.min(ring.settings().spinNanos(), timeout.left());
        do {
            if (condition.holds()) {
                return 0;
            }
            if (wait != null && wait.isInterrupted()) {
                return -Errno.EINTR.number(); // no signal ends the spinning
            }
            Thread.onSpinWait();
        } while (System.nanoTime() - begun < spin);
        while (true) {
            if (ring.isCut()) {
                return -Errno.EFAULT.number();
            }
            int result = sleepUnlessHolds(condition);
            if (result != 0) {
                return result > 0 ? 0 : result;
            }
        }
    }

    /**
     * Returns 0 for another look, 1 once the condition holds, or the negated error. The word stays as it is behind that: another
     * thread may sleep on it. Where none does, the other side makes one system call for nothing.
     */
    private int sleepUnlessHolds(Condition condition) {
        word.announce();
        if (condition.holds()) {
            return 1;
        }
        long left = timeout.left();
        if (left == 0) {
            return -Errno.ETIMEDOUT.number();
        }
        int result = word.sleep(timespec.of(Math.min(Math.min(left, longestNanos), condition.nanosToLook())));
        boolean another = result == -Errno.EAGAIN.number() || result == -Errno.ETIMEDOUT.number() || result == 0;
        return another ? 0 : result;
    }

    /** Behind the last call with it. */
    void keepAlive() {
        timespec.keepAlive();
    }
}
