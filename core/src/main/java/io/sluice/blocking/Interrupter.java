package io.sluice.blocking;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Repeats the signal to threads that were interrupted and are still in the kernel, and to those whose time is over. Its thread
 * lives while there are any, or any deadlines.
 */
final class Interrupter implements Runnable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** The thread stays this many periods, so that a burst of interruptions does not start one after the other. */
    private static final int IDLE_PERIODS = 1000;

    private final ThreadFactory threads;
    private final Set<KernelWait> pending = ConcurrentHashMap.newKeySet();
    /** Changed under this object's lock. */
    private final TreeSet<Deadline> deadlines = new TreeSet<>();

    private long sequence;
    private @Nullable Thread thread;
    /** Whether the thread may sleep for longer than a period, and does not find what is pending by itself. */
    private volatile boolean sleepsUntilDeadline;

    Interrupter(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Where the system has no thread to give, what is pending stays so, and the next call tries again. */
    void repeatUntilEnded(KernelWait wait) {
        try {
            pending.add(wait);
            startThread();
            wakeUp();
        } catch (OutOfMemoryError refused) {
            return; // as a rule, the one signal that was sent before is enough
        }
    }

    /**
     * Signals a thread that is in the kernel still when a time of the monotonic clock has come.
     *
     * @throws OutOfMemoryError if the system refuses a thread
     */
    synchronized Deadline signalFrom(KernelWait wait, long nanoTime) {
        Deadline deadline = new Deadline(wait, nanoTime, sequence++);
        deadlines.add(deadline);
        try {
            startThread();
        } catch (OutOfMemoryError refused) {
            deadlines.remove(deadline);
            throw refused;
        }
        wakeUp();
        return deadline;
    }

    synchronized void forget(Deadline deadline) {
        deadlines.remove(deadline);
    }

    private void wakeUp() {
        if (sleepsUntilDeadline) {
            wakeUpThread();
        }
    }

    private synchronized void wakeUpThread() {
        LockSupport.unpark(thread);
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
                sleep();
                boolean hasDeadline = passDeadlines();
                idle = signalPending() || hasDeadline ? 0 : idle + 1;
            }
        } catch (Throwable broken) {
            ended();
            throw broken;
        }
    }

    private void sleep() {
        sleepsUntilDeadline = true; // before the look, so that whoever adds something behind it wakes this thread up
        long nanos = pending.isEmpty() ? nanosToDeadline() : PERIOD_NANOS;
        LockSupport.parkNanos(this, nanos);
        sleepsUntilDeadline = false;
    }

    private synchronized long nanosToDeadline() {
        return deadlines.isEmpty() ? PERIOD_NANOS : deadlines.first().nanoTime() - System.nanoTime();
    }

    /** Whether there is any deadline left. */
    private synchronized boolean passDeadlines() {
        try {
            while (!deadlines.isEmpty() && deadlines.first().nanoTime() - System.nanoTime() <= 0) {
                pending.add(deadlines.first().ofWait());
                deadlines.pollFirst();
            }
        } catch (OutOfMemoryError noRoom) {
            return true; // there may be room in the next period
        }
        return !deadlines.isEmpty();
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
        if (pending.isEmpty() && deadlines.isEmpty()) {
            ended();
            return true;
        }
        return false;
    }

    /** The next interruption gets another thread. */
    private synchronized void ended() {
        thread = null;
    }

    /** When the time of a wait is over. In the order of their times, and then in that of their making. */
    record Deadline(KernelWait ofWait, long nanoTime, long number) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            int order = Long.signum(nanoTime - other.nanoTime);
            return order != 0 ? order : Long.signum(number - other.number);
        }
    }
}
