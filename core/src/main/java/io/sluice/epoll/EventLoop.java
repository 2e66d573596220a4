package io.sluice.epoll;

import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that waits for the readiness of many descriptors, runs tasks in the order they came, and keeps timeouts.
 *
 * <p>The thread is a daemon and starts with the loop. Nothing that runs on it may block: everything else on the loop
 * would wait.
 *
 * @see "epoll(7)"
 */
public final class EventLoop implements Executor, AutoCloseable {
    static final String DESCRIPTOR_REMEDY =
            "Where the limit of open descriptors (RLIMIT_NOFILE, ulimit -n) is used up, close some or raise it.";

    /** After so many tasks the loop looks at its descriptors again. */
    private static final int TASKS_PER_ROUND = 256;

    private static final long WAKER_TOKEN = -1;

    /**
     * The system property for how many milliseconds a callback may hold a loop's thread before a warning says which one
     * does, with its stack, through the {@link System.Logger} of this class; 1000 where it is not set, 0 for never.
     */
    public static final String WATCHDOG_PROPERTY = "io.sluice.watchdog";

    private static final AtomicInteger LOOPS = new AtomicInteger();

    private static volatile @Nullable EventLoop sharedLoop;

    private final EpollInstance epoll;
    private final Waker waker;
    private final Watches watches = new Watches();
    private final Map<OwnedFd, Watch> watchOf = new HashMap<>();
    /** Changed on the loop's thread, and where that has ended by nobody else than the last who still waited. */
    private final Set<Consumer<RejectedExecutionException>> closeHooks = ConcurrentHashMap.newKeySet();

    private boolean closeHooksRan;
    private final TimeoutQueue timeouts = new TimeoutQueue();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    final LoopProgress progress = new LoopProgress();
    private final EventLoopThread thread;
    private final boolean shared;

    private final SleepFlag sleep = new SleepFlag();

    private volatile boolean closing;
    /** No task is accepted any more; the last ones may be running. */
    volatile boolean ended;

    EventLoop(String name, boolean shared, EpollCalls libc, FileCalls files) {
        this.shared = shared;
        epoll = new EpollInstance(libc, files, name);
        try {
            waker = new Waker(libc, files);
        } catch (ErrnoException | OutOfMemoryError e) {
            epoll.close();
            throw e;
        }
        int watched = epoll.control(
                EpollConstants.EPOLL_CTL_ADD,
                waker.number(),
                EpollConstants.EPOLLIN | EpollConstants.EPOLLET,
                WAKER_TOKEN);
        if (watched < 0) {
            waker.close();
            epoll.close();
            throw new ErrnoException("epoll_ctl", name, -watched, "");
        }
        thread = new EventLoopThread(this, name);
        try {
            LoopWatchdog.watch(name, progress, sleep, thread);
            thread.start();
        } catch (Throwable refused) {
            waker.close();
            epoll.close();
            LoopWatchdog.forget(progress);
            throw refused;
        }
    }

    /**
     * The loop that is used where no other is given: one for the JVM, made at first use, never closed, and not in the
     * way of the JVM's exit.
     *
     * @return the same loop at each call
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop shared() {
        EventLoop loop = sharedLoop;
        return loop != null ? loop : startShared();
    }

    /** Not in a static initializer: where descriptors are short now, there may be some later. */
    private static synchronized EventLoop startShared() {
        EventLoop loop = sharedLoop;
        if (loop == null) {
            loop = new EventLoop(
                    "sluice-loop", true, Libc.get().epoll(), Libc.get().files());
            sharedLoop = loop;
        }
        return loop;
    }

    /**
     * Makes a loop of its own, to be closed by whoever made it.
     *
     * @param name the name of its thread
     * @return a running loop
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop create(String name) {
        return new EventLoop(name, false, Libc.get().epoll(), Libc.get().files());
    }

    /**
     * Makes a loop of its own, to be closed by whoever made it, with a numbered thread name.
     *
     * @return a running loop
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop create() {
        return create("sluice-loop-" + LOOPS.incrementAndGet());
    }

    /**
     * Whether a thread is some event loop's, and so must not block.
     *
     * @param candidate any thread
     * @return true for the thread of an event loop
     */
    public static boolean isEventLoopThread(Thread candidate) {
        return candidate instanceof EventLoopThread;
    }

    /**
     * Whether the caller is on this loop's thread.
     *
     * @return true on its thread
     */
    public boolean inEventLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs a task on the loop's thread, behind all tasks that were given before. From any thread. Never waits, but where
     * the loop is just ending: then it refuses the task only when its last ones are over, and nothing runs on it any more.
     * That takes a second at the most, and on the thread of a loop that is ending itself there is no wait.
     *
     * @param task what to run; what it throws goes to the thread's uncaught exception handler, and the loop goes on
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    public void execute(Runnable task) {
        if (!offer(task)) {
            thread.awaitLastTasks();
            throw new RejectedExecutionException(this + " is closed");
        }
    }

    private boolean offer(Runnable task) {
        if (ended) {
            return false;
        }
        tasks.add(task);
        if (ended && tasks.remove(task)) {
            return false; // the loop's last look may have been before the add
        }
        if (sleep.takeWakeUp()) {
            waker.wake();
        }
        return true;
    }

    /** Runs a watch's task on the loop; or here and at once where that has ended, by when it has told every watch so. */
    void executeOrRun(Runnable task) {
        if (!offer(task)) {
            task.run();
        }
    }

    /**
     * Runs a task after a delay on the monotonic clock, never early. On the loop's thread only.
     *
     * @param delayNanos nanoseconds from now; more than some 146 years are as good as for ever
     * @param task what to run
     * @return a handle to take it back with
     */
    public Timeout schedule(long delayNanos, Runnable task) {
        checkThread();
        return timeouts.add(System.nanoTime(), delayNanos, task);
    }

    /**
     * Begins to watch a descriptor, with no interest at first. On the loop's thread only.
     *
     * @param pollable what to watch
     * @param handler whom to tell
     * @return the registration; if the descriptor is closed already, the handler is notified in the loop's next round
     * @throws IllegalArgumentException if the descriptor is not one that this library made
     */
    public Registration register(Pollable pollable, ReadinessHandler handler) {
        checkThread();
        if (!(pollable.descriptor() instanceof OwnedFd fd)) {
            throw new IllegalArgumentException("not a descriptor of this library: " + pollable.descriptor());
        }
        Watch watch = watchOf.get(fd);
        if (watch == null) {
            watch = new Watch(this, fd);
            if (closing || !fd.addCloseHook(watch)) {
                Watch late = watch;
                tasks.add(() -> late.end(closing ? closedException() : null));
            } else {
                watchOf.put(fd, watch);
                watch.token = watches.add(watch);
            }
        }
        return watch.add(handler);
    }

    /**
     * Asks to be told when the loop is closed, for what waits without a descriptor: a registration is told anyway. On the
     * loop's thread only.
     *
     * @param hook runs once on the loop's thread, behind the tasks given so far
     * @return false if that time is past; the hook is not kept then
     */
    public boolean addCloseHook(Consumer<RejectedExecutionException> hook) {
        checkThread();
        return !closeHooksRan && closeHooks.add(hook);
    }

    /**
     * Takes a hook back. Does nothing where it was not added, or ran already.
     *
     * @param hook what was added
     */
    public void removeCloseHook(Consumer<RejectedExecutionException> hook) {
        closeHooks.remove(hook);
    }

    /**
     * Ends the loop: tasks given so far are run, registrations are told, timeouts are dropped, the thread ends. Waits for
     * the thread unless called on it. A second close does nothing.
     *
     * @throws UnsupportedOperationException for the shared loop
     */
    @Override
    public void close() {
        if (shared) {
            throw new UnsupportedOperationException("the shared event loop is not closed");
        }
        closing = true;
        if (!inEventLoop()) {
            waker.wake();
            thread.awaitEnd(Long.MAX_VALUE);
        }
    }

    /** The body of the thread. */
    void run() {
        try {
            while (!closing) {
                round();
            }
        } finally {
            shutDown();
        }
    }

    private void round() {
        try {
            awaitEvents();
            runTimeouts();
            runTasks(TASKS_PER_ROUND);
        } catch (OutOfMemoryError noRoom) {
            return; // what was left undone is still due in the next round
        }
    }

    private void awaitEvents() {
        int millis = tasks.isEmpty() ? timeouts.millisToNext(System.nanoTime()) : 0;
        if (millis != 0 && !sleep.begin(this::hasWork)) {
            millis = 0;
        }
        progress.rests();
        int ready;
        try {
            ready = epoll.await(millis);
        } finally {
            sleep.end();
        }
        LoopWatchdog.loopWokeUp();
        for (int i = 0; i < ready; i++) {
            // A watch that ended earlier in this round has given up its token, so its stale event finds nobody.
            Watch watch = watches.get(epoll.token(i));
            if (watch != null) {
                watch.dispatch(epoll.events(i));
            }
        }
    }

    private boolean hasWork() {
        return !tasks.isEmpty() || closing;
    }

    private void runTimeouts() {
        long now = System.nanoTime();
        for (Timeout due = timeouts.pollExpired(now); due != null; due = timeouts.pollExpired(now)) {
            runGuarded(due.task());
        }
    }

    private void runTasks(int atMost) {
        for (int i = 0; i < atMost; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runGuarded(task);
        }
    }

    private void runGuarded(Runnable task) {
        progress.begins(task);
        try {
            task.run();
        } catch (Throwable thrown) {
            handlerThrew(thrown);
        }
    }

    void handlerThrew(Throwable thrown) {
        thread.tellUncaught(thrown);
    }

    private void shutDown() {
        closing = true;
        try {
            tellTheEnd();
        } finally {
            ended = true;
            runTasks(Integer.MAX_VALUE);
            waker.close();
            epoll.close();
            LoopWatchdog.forget(progress);
            progress.rests(); // who keeps a closed loop does not keep its last handler
        }
    }

    private void tellTheEnd() {
        runTasks(tasks.size()); // and not what these give in turn: a stream that goes on so may know no end
        for (Watch watch : watches.all()) {
            runGuarded(() -> watch.end(closedException()));
        }
        closeHooksRan = true;
        for (Consumer<RejectedExecutionException> hook : List.copyOf(closeHooks)) {
            runGuarded(() -> hook.accept(closedException()));
        }
        timeouts.clear();
    }

    private RejectedExecutionException closedException() {
        return new RejectedExecutionException(this + " was closed");
    }

    void forget(Watch watch) {
        watchOf.remove(watch.fd(), watch);
        watches.remove(watch);
    }

    EpollInstance epoll() {
        return epoll;
    }

    private void checkThread() {
        if (!inEventLoop()) {
            throw new IllegalStateException("only on the thread of " + this + ", not on " + Thread.currentThread());
        }
    }

    @Override
    public String toString() {
        return "EventLoop(" + thread.getName() + ")";
    }
}
