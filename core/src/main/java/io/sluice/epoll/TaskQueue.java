package io.sluice.epoll;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The tasks of one loop in the order they came. A task wakes up the loop's thread if that sleeps. */
// States and events: docs/states/event-loop.md
final class TaskQueue {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final SleepFlag sleep;
    private final Waker waker;
    private final Runnable standing;
    private volatile boolean standingDue;
    private volatile boolean ended;
    private long endedAtNanos;

    /** With a task that may be due without room for another one. */
    TaskQueue(SleepFlag sleep, Waker waker, Runnable standing) {
        this.sleep = sleep;
        this.waker = waker;
        this.standing = standing;
    }

    /** From any thread; false if no task is accepted any more. Where it throws, the task is not run. */
    boolean offer(Runnable task) {
        if (ended) {
            return false;
        }
        tasks.add(task);
        if (ended && tasks.remove(task)) {
            return false; // the loop's last look may have been before the add
        }
        if (sleep.takeWakeUp()) {
            wakeFor(task);
        }
        return true;
    }

    /** Where the wake-up fails, as for want of memory, the task is not run, unless the loop has found it already. */
    private void wakeFor(Runnable task) {
        try {
            waker.wake();
        } catch (Throwable failure) {
            sleep.returnWakeUp(); // first: whoever adds a task from now on wakes up the loop
            if (tasks.remove(task)) {
                wakeForOthers();
                throw failure;
            }
        }
    }

    /** Those who have added a task meanwhile have left the wake-up to this thread. */
    private void wakeForOthers() {
        if (!isEmpty() && sleep.takeWakeUp()) {
            try {
                waker.wake();
            } catch (Throwable again) {
                sleep.returnWakeUp(); // the next task wakes up the loop for them
            }
        }
    }

    /** From any thread: the standing task is due. This needs no room, so that it may follow an offer that has failed. */
    void standingIsDue() {
        standingDue = true;
        wakeForOthers();
    }

    /** On the loop's thread, which does not sleep: adds a task even if the loop is ending. */
    void add(Runnable task) {
        tasks.add(task);
    }

    /** On the loop's thread: runs tasks in their order, no more than a number. */
    void run(int atMost, Consumer<Runnable> runner) {
        if (standingDue) {
            runStanding();
        }
        for (int i = 0; i < atMost; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runner.accept(task);
        }
    }

    private void runStanding() {
        standingDue = false; // first: it may be due again meanwhile
        try {
            standing.run();
        } catch (OutOfMemoryError noRoom) {
            standingDue = true; // in the next round; at the end of the loop it is no longer needed
        }
    }

    boolean isEmpty() {
        return tasks.isEmpty() && !standingDue;
    }

    int size() {
        return tasks.size();
    }

    /** On the loop's thread: accepts no further task. Those accepted so far are still to be run. */
    void end() {
        endedAtNanos = System.nanoTime();
        ended = true; // and makes the time visible
    }

    /** Whether no task is accepted any more. The last ones may be running. */
    boolean hasEnded() {
        return ended;
    }

    /** Where it has ended: since when, in nanoseconds. */
    long nanosSinceEnd() {
        return System.nanoTime() - endedAtNanos;
    }
}
