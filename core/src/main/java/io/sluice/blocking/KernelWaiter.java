package io.sluice.blocking;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * A pool of daemon threads that wait in the kernel, one for each call under way. A thread that has nothing to wait for
 * ends after ten seconds.
 *
 * <p>Blocked threads are served by the kernel in the order they came, which a process that only polls never is: it finds
 * the queue full each time, since whoever is blocked gets the room hand to hand.
 */
public final class KernelWaiter {
    private static final KernelWaiter SHARED = new KernelWaiter();
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), WaiterThread::new);

    private KernelWaiter() {}

    /**
     * The waiter of this JVM.
     *
     * @return the same one at each call
     */
    public static KernelWaiter shared() {
        return SHARED;
    }

    /**
     * Prepares a wait. Whoever has to know the wait before its result comes keeps it before starting it.
     *
     * @param call the call to make on a pooled thread
     * @param completion gets the call's result on that thread, or {@link KernelWait#INTERRUPTED}; called exactly once
     * @return the wait, to be started
     * @throws IllegalStateException if no signal can be had to call the thread back with (see {@link WakeSignal})
     */
    public KernelWait prepareOnce(BlockingCall call, LongConsumer completion) {
        return new KernelWait(call, completion, WakeSignal.installed());
    }

    /**
     * Prepares a wait that may make its call again and again on one thread, without a hand-over in between. Whoever has
     * to know the wait before its first result comes keeps it before starting it.
     *
     * @param call the call to make on a pooled thread
     * @param completion gets each result of the call on that thread, or {@link KernelWait#INTERRUPTED}, which is the last
     *     one; returns whether to make the call again
     * @return the wait, to be started
     * @throws IllegalStateException if no signal can be had to call the thread back with (see {@link WakeSignal})
     */
    public KernelWait prepare(BlockingCall call, LongPredicate completion) {
        return new KernelWait(call, completion, WakeSignal.installed(), false);
    }

    void execute(KernelWait wait) {
        threads.execute(wait);
    }

    static int currentThreadId(WakeSignal signal) {
        return ((WaiterThread) Thread.currentThread()).id(signal);
    }

    private static final class WaiterThread extends Thread {
        private static final AtomicInteger COUNT = new AtomicInteger();
        private int id;

        WaiterThread(Runnable target) {
            super(null, target, "sluice-waiter-" + COUNT.incrementAndGet());
            setDaemon(true);
        }

        int id(WakeSignal signal) {
            if (id == 0) {
                id = signal.prepareThread();
            }
            return id;
        }
    }
}
