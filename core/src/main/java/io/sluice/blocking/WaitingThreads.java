package io.sluice.blocking;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that wait in the kernel, one for each blocking call under way. A thread without a call ends after ten
 * seconds.
 *
 * <p>The kernel serves blocked threads in the order they came. A process that only polls is not served beside them: a free
 * place in a queue goes from one blocked thread directly to the next.
 *
 * <p>The number of threads is bounded. Where all of them wait, a further wait is refused. There is a shared instance, which
 * every handle uses unless its builder was given another one.
 *
 * <pre>{@code
 * try (WaitingThreads threads = WaitingThreads.create("orders", 8);
 *         PosixMessageQueue orders =
 *                 PosixMessageQueue.builder("/orders").waitingThreads(threads).open()) {
 *     orders.blockingSend(PosixMessage.ofText("an order"), null, waitHandler);
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
public final class WaitingThreads implements AutoCloseable {
    /** The system property with the greatest number of shared threads, which is 512 where it is not set. */
    public static final String MAX_SHARED_PROPERTY = "io.sluice.maxWaitingThreads";

    private static final String SHARED_PREFIX = "sluice-waiter";
    private static final int DEFAULT_MAX_SHARED = 512;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private static @Nullable WaitingThreads shared;
    /** Those that were created here, and are to be closed here even where others have replaced them. */
    private static @Nullable WaitingThreads createdShared;

    private final String remedy;
    private final boolean isShared;
    private final String namePrefix;
    private final int maxThreads;
    private final AtomicInteger created = new AtomicInteger();
    private final Set<KernelWait> waits = ConcurrentHashMap.newKeySet();
    private final Interrupter interrupter = new Interrupter(task -> new UnrelatedThread(task, "sluice-interrupter"));
    private final ThreadPoolExecutor threads;
    private volatile boolean closed;

    private WaitingThreads(String namePrefix, int maxThreads, boolean isShared, String remedy) {
        this.namePrefix = namePrefix;
        this.maxThreads = maxThreads;
        this.isShared = isShared;
        this.remedy = remedy;
        threads = new ThreadPoolExecutor(
                0, maxThreads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    }

    /**
     * The threads that all handles use for which no others were chosen. There are at most 512 of them, or as many as {@link
     * #MAX_SHARED_PROPERTY} says, unless {@link #replaceShared} has given others.
     *
     * @return the same instance at each call, until it is replaced, closed or shut down
     * @throws IllegalStateException if the property is not a positive number
     */
    public static synchronized WaitingThreads shared() {
        WaitingThreads threads = shared;
        if (threads == null || threads.closed) {
            threads = createdShared;
        }
        if (threads == null) {
            threads = new WaitingThreads(
                    SHARED_PREFIX,
                    maxShared(System.getProperty(MAX_SHARED_PROPERTY)),
                    true,
                    "raise it with -D" + MAX_SHARED_PROPERTY
                            + "=N, or give handles threads of their own (WaitingThreads.create)");
            createdShared = threads;
        }
        shared = threads;
        return threads;
    }

    /**
     * Sets the threads that {@link #shared()} returns from now on. Waits that are under way on the former ones go on.
     *
     * @param threads the threads, which their creator closes; {@link #shared()} creates others then
     */
    public static synchronized void replaceShared(WaitingThreads threads) {
        shared = Objects.requireNonNull(threads, "threads");
    }

    private static int maxShared(@Nullable String asked) {
        if (asked == null) {
            return DEFAULT_MAX_SHARED;
        }
        if (!asked.matches("[0-9]{1,9}") || Integer.parseInt(asked) == 0) {
            throw new IllegalStateException(
                    MAX_SHARED_PROPERTY + "=" + asked + " is not a number of threads: choose 1 or more.");
        }
        return Integer.parseInt(asked);
    }

    /**
     * Creates threads of one's own. None is started before the first wait.
     *
     * @param namePrefix how their names begin; a hyphen and a number follow
     * @param maxThreads how many threads wait at the same time at most, 1 or more
     * @return the threads, to be closed by the caller
     * @throws IllegalArgumentException if the number is not positive
     */
    public static WaitingThreads create(String namePrefix, int maxThreads) {
        if (maxThreads <= 0) {
            throw new IllegalArgumentException("max threads must be positive, but was " + maxThreads);
        }
        return new WaitingThreads(namePrefix, maxThreads, false, "create them with a greater number");
    }

    /**
     * Closes the threads that {@link #shared()} has created, as {@link #close()} does with others. Those that {@link
     * #replaceShared} has given stay open, and are not shared any more. The next call of {@link #shared()} creates new ones.
     */
    public static void shutdownShared() {
        WaitingThreads ended;
        synchronized (WaitingThreads.class) {
            ended = createdShared;
            createdShared = null;
            shared = null;
        }
        if (ended != null) {
            ended.closeNow();
        }
    }

    private Thread thread(Runnable task) {
        return new WaitingThread(task, namePrefix + "-" + created.incrementAndGet());
    }

    /**
     * How many threads wait at the same time at most.
     *
     * @return 1 or more
     */
    public int maxThreads() {
        return maxThreads;
    }

    /**
     * How many threads wait, or work on what a wait has brought. By the time that the caller looks at the answer, it may be
     * another one.
     *
     * @return 0 to {@link #maxThreads()}
     */
    public int waitingThreads() {
        return waits.size();
    }

    /**
     * Whether the threads were closed.
     *
     * @return true if no wait begins on them any more
     */
    public boolean isClosed() {
        return closed;
    }

    Interrupter interrupter() {
        return interrupter;
    }

    /** Lets a thread wait. */
    void execute(KernelWait wait, BlockingCall call, WaitSet set) {
        WakeSignal signal = WakeSignal.installed();
        waits.add(wait); // before the thread, which takes it out
        try {
            threads.execute(() -> run(wait, call, set, signal));
        } catch (RejectedExecutionException refused) {
            waits.remove(wait);
            throw refusal();
        } catch (OutOfMemoryError noThread) {
            waits.remove(wait);
            throw noThread;
        }
    }

    private void run(KernelWait wait, BlockingCall call, WaitSet set, WakeSignal signal) {
        try {
            wait.run(call, set, signal);
        } finally {
            waits.remove(wait);
        }
    }

    private RejectedExecutionException refusal() {
        return new RejectedExecutionException(
                closed
                        ? this + " are closed."
                        : "No thread is left to wait in the kernel: all " + maxThreads + " of " + this
                                + " do. This number is a limit: " + remedy + ".");
    }

    /**
     * Ends the threads. Further waits are refused, and those under way are interrupted: their handlers get an error
     * ({@code ECANCELED}). When this returns, no thread is in the kernel any more; the handlers may still be running. A
     * second close does nothing.
     *
     * @throws UnsupportedOperationException for the shared threads, which {@link #shutdownShared()} closes
     */
    @Override
    public void close() {
        if (isShared) {
            throw new UnsupportedOperationException(
                    "the shared waiting threads are closed by WaitingThreads.shutdownShared()");
        }
        closeNow();
    }

    private void closeNow() {
        closed = true;
        threads.shutdown();
        waits.forEach(KernelWait::interrupt);
        long deadline = System.nanoTime() + KernelWait.PATIENCE_NANOS;
        waits.forEach(wait -> wait.interruptAndAwait(deadline));
    }

    @Override
    public String toString() {
        return "WaitingThreads(" + namePrefix + ", at most " + maxThreads + ")";
    }
}
