package io.sluice.reactor.internal.source;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a loop does when a wait in the kernel is over. It is made before the wait begins: by its end a message has left the
 * kernel, or got there, and the loop must learn of that even where the heap is used up meanwhile.
 */
public abstract class WaitEnd implements Runnable {
    private final Executor loop;
    /** On the loop only. */
    private boolean done;

    /** The end of a wait that begins now, for this loop. */
    protected WaitEnd(Executor loop) {
        this.loop = loop;
    }

    /** Called once, on the loop; where that has ended, on the waiting thread. */
    protected abstract void ended();

    /** The wait is over. On the waiting thread, which tries again for as long as there is no room for a task of the loop. */
    protected final void signal() {
        while (!isSignalled()) {
            HeapRoom.await();
        }
    }

    private boolean isSignalled() {
        try {
            loop.execute(this);
        } catch (RejectedExecutionException closed) {
            run(); // nothing runs on the loop any more
        } catch (OutOfMemoryError noRoomForTheTask) {
            return false;
        }
        return true;
    }

    /** Does something once: a loop that could not be woken up may have this as a task twice. */
    @Override
    public final void run() {
        if (!done) {
            done = true;
            ended();
        }
    }
}
