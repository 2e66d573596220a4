package io.sluice.reactor;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a loop has to do when a turn in the kernel's line is over. It is made before the turn begins: by its end a message has
 * left the kernel, or got there, and whoever waits for it must hear of that even where the heap is used up meanwhile.
 */
abstract class TurnEnd implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor loop;
    /** On the loop only. */
    private boolean done;

    TurnEnd(Executor loop) {
        this.loop = loop;
    }

    /** Once, on the loop; where that has ended, on the waiter's thread. */
    abstract void ended();

    /** On the waiter's thread, which tries again for as long as there is no room for a task of the loop. */
    final void tell() {
        while (!isTold()) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    private boolean isTold() {
        try {
            loop.execute(this);
        } catch (RejectedExecutionException closed) {
            run(); // nothing runs on the loop any more
        } catch (OutOfMemoryError noRoomForTheTask) {
            return false;
        }
        return true;
    }

    /** May be called again: a task of which the loop could not be told may be there all the same. */
    @Override
    public final void run() {
        if (!done) {
            done = true;
            ended();
        }
    }
}
