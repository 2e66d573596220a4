package io.sluice.blocking;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * The waits of one handle. The handle closes them all before it gives back what their calls use, such as a descriptor or
 * mapped memory.
 *
 * <pre>{@code
 * WaitSet waits = new WaitSet("/orders", null);
 * KernelWait wait = waits.begin(call);
 * waits.close(); // the call is interrupted
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
// States and events: docs/states/wait-set.md
public final class WaitSet {
    private final String handle;
    /** Null for the shared ones, which may be others at each wait. */
    private final @Nullable WaitingThreads threads;

    /** The newest of those under way, each of which leads to the next one: a close makes no object, since the heap may be full. */
    private @Nullable KernelWait first;

    private boolean closed;

    /**
     * Makes an empty set.
     *
     * @param handle what the calls are made on, for messages
     * @param threads the threads that make them; null for the shared ones
     */
    public WaitSet(String handle, @Nullable WaitingThreads threads) {
        this.handle = handle;
        this.threads = threads;
    }

    /**
     * Begins to wait. If this throws, {@link BlockingCall#began} may have been called, and {@link BlockingCall#release} was.
     *
     * @param call the call to make on a waiting thread
     * @return the wait
     * @throws ClosedHandleException if the set is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with (see {@link WakeSignal})
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public KernelWait begin(BlockingCall call) {
        KernelWait wait = null;
        try {
            WaitingThreads used = threads != null ? threads : WaitingThreads.shared();
            wait = new KernelWait(used, call.function(), handle);
            add(wait, call.function());
            call.began(wait);
            used.execute(wait, call, this);
            return wait;
        } catch (Throwable refused) {
            if (wait != null) {
                remove(wait);
            }
            call.release();
            throw refused;
        }
    }

    private synchronized void add(KernelWait wait, String function) {
        if (closed) {
            throw closedException(function);
        }
        wait.next = first;
        if (first != null) {
            first.previous = wait;
        }
        first = wait;
    }

    /** Does nothing where it is not in this set. It leads on to the next one: a close may stand at it. */
    synchronized void remove(KernelWait ended) {
        KernelWait next = ended.next;
        KernelWait previous = ended.previous;
        if (previous != null) {
            previous.next = next;
        } else if (ended.equals(first)) {
            first = next;
        } else {
            return;
        }
        if (next != null) {
            next.previous = previous;
        }
        ended.previous = null;
    }

    private synchronized @Nullable KernelWait after(KernelWait wait) {
        return wait.next;
    }

    /** Why a wait was interrupted; null where it was interrupted alone. */
    @Nullable
    ErrnoException causeOfInterrupt(String function, WaitingThreads used) {
        if (isClosed()) {
            return closedException(function);
        }
        return used.isClosed()
                ? new ErrnoException(
                        function, handle, Errno.ECANCELED, "The threads that wait in the kernel were closed.")
                : null;
    }

    private ClosedHandleException closedException(String function) {
        return new ClosedHandleException(function, handle, "The handle was closed.");
    }

    /**
     * Whether {@link #close()} was called.
     *
     * @return true if no wait begins any more
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Refuses further waits, interrupts all that there are, and waits until their threads have left the kernel. The handlers
     * may still be running then. Gives up after five seconds, as {@link KernelWait#interruptAndAwait()} does.
     *
     * @return false if a thread could not be interrupted: what its call uses must not be given back
     */
    public boolean close() {
        return close(System.nanoTime() + KernelWait.PATIENCE_NANOS);
    }

    /** The same until a time of the monotonic clock. */
    boolean close(long deadline) {
        KernelWait newest;
        synchronized (this) {
            closed = true;
            newest = first;
        }
        for (KernelWait wait = newest; wait != null; wait = after(wait)) {
            wait.interrupt();
        }
        boolean allLeft = true;
        for (KernelWait wait = newest; wait != null; wait = after(wait)) {
            allLeft &= wait.interruptAndAwait(deadline);
        }
        return allLeft;
    }
}
