package io.sluice.epoll;

import io.sluice.fd.internal.DaemonThreads;
import io.sluice.fd.internal.OwnedFd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports a callback that holds up an event loop, and with it everything else on that loop. One thread watches all loops of
 * a watchdog, and ends with the last of them. It rests while all its loops sleep and have done nothing for one threshold.
 * The first loop that wakes up ends the rest. Without rest, the looks at sleeping loops would be most of what these cost.
 *
 * <p>The watchdog counts its own looks and not the time between them. So it reports no callback for a pause of the whole JVM,
 * such as a garbage collection or {@code SIGSTOP}.
 */
final class LoopWatchdog {
    static final String THREAD_NAME = "sluice-watchdog";

    private static final Duration DEFAULT = Duration.ofSeconds(1);
    /** How many looks there are in one threshold. */
    private static final int LOOKS = 4;
    /** It rests no longer than this at a time. */
    private static final long REST_MILLIS = TimeUnit.MINUTES.toMillis(1);
    /** A longer threshold has no effect. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Watches the loops that were given no threshold of their own. */
    static final LoopWatchdog SHARED = ofProperty(System.getProperty(EventLoopOptions.WATCHDOG_PROPERTY));

    /** 0 where it is turned off. */
    private final long periodMillis;
    /** Its lock also guards the thread. */
    private final List<Watched> loops = new ArrayList<>();

    private @Nullable Thread thread;
    /**
     * The watchdog sets this first and looks at the loops' sleep flags then. A loop clears its sleep flag first and looks at
     * this then. So one of the two sees the other.
     */
    private volatile boolean resting;

    /** A watchdog that reports after this time; zero for one that watches nothing. */
    LoopWatchdog(Duration threshold) {
        Duration capped = threshold.compareTo(LONGEST) > 0 ? LONGEST : threshold;
        periodMillis = capped.isZero() ? 0 : Math.max(1, capped.toMillis() / LOOKS);
    }

    static LoopWatchdog ofProperty(@Nullable String millis) {
        if (millis != null && millis.matches("[0-9]{1,9}")) {
            return new LoopWatchdog(Duration.ofMillis(Integer.parseInt(millis)));
        }
        if (millis != null) {
            String message = EventLoopOptions.WATCHDOG_PROPERTY + "=" + millis + " is not a number of milliseconds: "
                    + DEFAULT.toMillis() + " are taken.";
            logger().log(System.Logger.Level.WARNING, message);
        }
        return new LoopWatchdog(DEFAULT);
    }

    /** Not a constant: a program that never logs does not wait for the logging to be set up. */
    static System.Logger logger() {
        return System.getLogger(EventLoop.class.getName());
    }

    /** Where no loop is left, waits for the end of the thread. */
    void awaitEnd() {
        boolean interrupted = false;
        synchronized (loops) {
            while (loops.isEmpty() && thread != null) {
                try {
                    loops.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Begins to watch a loop, which must be removed when its thread ends. Where the system refuses a thread, no loop is watched
     * until the next one is added.
     */
    void add(String loopName, LoopProgress progress, SleepFlag sleep, Thread loopThread) {
        if (periodMillis == 0) {
            return;
        }
        synchronized (loops) {
            loops.add(new Watched(loopName, progress, sleep, loopThread));
            loops.notifyAll();
            if (thread == null) {
                Thread started = DaemonThreads.create(THREAD_NAME, this::run);
                try {
                    started.start();
                    thread = started;
                } catch (OutOfMemoryError refused) {
                    return; // the next loop tries again
                }
            }
        }
    }

    void remove(LoopProgress progress) {
        synchronized (loops) {
            loops.removeIf(watched -> watched.progress == progress);
            loops.notifyAll();
        }
    }

    /** On the thread of a loop that may have slept, behind the end of its sleep flag. */
    void loopWokeUp() {
        if (resting) {
            synchronized (loops) {
                resting = false;
                loops.notifyAll();
            }
        }
    }

    boolean isResting() {
        return resting;
    }

    @Nullable
    Thread thread() {
        synchronized (loops) {
            return thread;
        }
    }

    @Override
    public String toString() {
        return "LoopWatchdog(" + LOOKS * periodMillis + " ms)";
    }

    private void run() {
        List<Watched> looked = new ArrayList<>();
        boolean more = true;
        try {
            while (more) {
                more = lookAfterAll(looked);
            }
        } finally {
            synchronized (loops) {
                if (Thread.currentThread().equals(thread)) { // an error ended it, and the next loop starts another one
                    thread = null;
                    loops.notifyAll();
                }
            }
        }
    }

    /** Returns whether any loop is left. */
    private boolean lookAfterAll(List<Watched> looked) {
        synchronized (loops) {
            try {
                if (!loops.isEmpty()) {
                    loops.wait(pauseMillis());
                }
            } catch (InterruptedException nobodyDoesThat) {
                Thread.currentThread().interrupt();
            }
            if (loops.isEmpty() || Thread.currentThread().isInterrupted()) {
                thread = null;
                loops.notifyAll();
                return false;
            }
            looked.clear();
            try {
                looked.addAll(loops);
            } catch (OutOfMemoryError noRoom) {
                return true; // there may be room in the next period
            }
        }
        for (int i = 0; i < looked.size(); i++) {
            look(looked.get(i));
        }
        return true;
    }

    private long pauseMillis() {
        resting = allIdle();
        if (resting && allAsleep()) {
            return REST_MILLIS;
        }
        resting = false;
        return periodMillis;
    }

    /** Makes no object, not even an iterator: this thread goes on while the heap is full. */
    private boolean allIdle() {
        for (int i = 0; i < loops.size(); i++) {
            if (!loops.get(i).isIdle()) {
                return false;
            }
        }
        return true;
    }

    private boolean allAsleep() {
        for (int i = 0; i < loops.size(); i++) {
            if (!loops.get(i).isAsleep()) {
                return false;
            }
        }
        return true;
    }

    private void look(Watched watched) {
        int looks = watched.look();
        // Again when it has lasted twice as long, four times as long and so on.
        if (looks >= LOOKS && Integer.bitCount(looks) == 1) {
            try {
                report(watched, looks);
            } catch (RuntimeException | OutOfMemoryError ofALoggerOrDescription) {
                return; // the watchdog goes on
            }
        }
    }

    private void report(Watched watched, int looks) {
        StackTraceElement[] stack = watched.thread.getStackTrace();
        Object callback = watched.progress.running();
        if (callback != null && watched.isStill()) {
            logger().log(
                            System.Logger.Level.WARNING,
                            watched.loopName + " has been held up for " + looks * periodMillis + " ms by "
                                    + description(callback)
                                    + ". Everything else on this event loop waits. Work that blocks or takes long belongs"
                                    + " on another scheduler: flatMap(work on that scheduler, concurrency), or"
                                    + " publishOn(scheduler, 1). publishOn(scheduler) takes 256 messages ahead.",
                            new HeldUpAt(stack));
        }
    }

    private static String description(Object callback) {
        if (callback instanceof Registration registration) {
            OwnedFd fd = registration.fd();
            return "the handler of " + fd + ", " + registration.handler();
        }
        return "the task " + callback;
    }

    /** How far one loop was at the last look. */
    private static final class Watched {
        private final String loopName;
        private final LoopProgress progress;
        private final SleepFlag sleep;
        private final Thread thread;
        private long count = -1;
        private int looks;
        private int idleLooks;

        Watched(String loopName, LoopProgress progress, SleepFlag sleep, Thread thread) {
            this.loopName = loopName;
            this.progress = progress;
            this.sleep = sleep;
            this.thread = thread;
        }

        /** At how many looks in a row, this one included and the first one not, the same callback ran. */
        int look() {
            boolean same = isStill();
            boolean runs = progress.running() != null;
            count = progress.count();
            looks = same && runs ? looks + 1 : 0;
            idleLooks = same && !runs ? idleLooks + 1 : 0;
            return looks;
        }

        /** Whether it has done nothing for some time, so that to say that it wakes up costs it little. */
        boolean isIdle() {
            return idleLooks >= LOOKS;
        }

        boolean isAsleep() {
            return sleep.isAsleep();
        }

        boolean isStill() {
            return progress.count() == count;
        }
    }

    /** Brings the loop's stack to the log. */
    private static final class HeldUpAt extends Exception {
        private static final long serialVersionUID = 1L;

        HeldUpAt(StackTraceElement[] stack) {
            super("the stack of the event loop's thread", null, false, true);
            setStackTrace(stack);
        }
    }
}
