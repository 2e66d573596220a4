package io.sluice.epoll;

import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that waits for the readiness of many descriptors, runs tasks in the order they came, and keeps timeouts.
 *
 * <pre>{@code
 * EventLoop own = EventLoop.create("orders");
 * SenderOptions options = SenderOptions.create().eventLoop(own);
 * }</pre>
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

    private final EpollInstance epoll;
    private final Waker waker;
    private final Watches watches = new Watches();
    private final CloseHooks closeHooks = new CloseHooks();
    final LoopMeter meter = new LoopMeter();
    private final TimeoutQueue timeouts = new TimeoutQueue(meter);
    private final TaskQueue tasks;
    private final Consumer<Runnable> guarded = this::runGuarded;
    final LoopProgress progress = new LoopProgress();
    private final EventLoopThread thread;
    private final LoopWatchdog watchdog;
    private final boolean shared;

    private final SleepFlag sleep = new SleepFlag();
    private volatile boolean closing;
    /** Why the loop ended by itself; null where it was closed. */
    private volatile @Nullable ErrnoException failure;

    EventLoop(EventLoopOptions options, boolean shared, EpollCalls libc, FileCalls files) {
        this.shared = shared;
        watchdog = options.watchdog();
        String name = options.nameOrNext();
        epoll = new EpollInstance(libc, files, name);
        try {
            waker = new Waker(libc, files);
        } catch (ErrnoException | OutOfMemoryError e) {
            epoll.close();
            throw e;
        }
        tasks = new TaskQueue(sleep, waker, watches::endClosed);
        thread = new EventLoopThread(this, name);
        try {
            waker.watchedBy(epoll, toString());
            watchdog.add(name, progress, sleep, thread);
            thread.start();
        } catch (Throwable refused) {
            waker.close();
            epoll.close();
            watchdog.remove(progress);
            throw refused;
        }
    }

    /**
     * The loop that is used where no other is given. It starts at first use, unless {@link #replaceShared} has given one. It
     * does not keep the JVM from its exit.
     *
     * @return the same loop at each call, until it is replaced, closed or shut down, or ends because other code of this
     *     process has closed its descriptor: then a new one
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop shared() {
        return SharedEventLoop.get();
    }

    /**
     * Sets the loop that {@link #shared()} returns from now on. A shared loop that is running already goes on for those who
     * use it, until {@link #shutdownShared()}.
     *
     * @param loop the loop, which its creator closes; {@link #shared()} starts another one then
     */
    public static void replaceShared(EventLoop loop) {
        SharedEventLoop.replace(Objects.requireNonNull(loop, "loop"));
    }

    /**
     * Closes the loop that {@link #shared()} has started, as {@link #close()} does with others. One that {@link
     * #replaceShared} has given stays open, and is not shared any more. The next call of {@link #shared()} starts a new one.
     */
    public static void shutdownShared() {
        SharedEventLoop.shutdown();
        LoopWatchdog.SHARED.awaitEnd();
    }

    /**
     * Makes a loop of its own, to be closed by the caller.
     *
     * @param name the name of its thread
     * @return a running loop
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop create(String name) {
        return create(EventLoopOptions.create().name(name));
    }

    /**
     * Makes a loop of its own with the default options, to be closed by the caller.
     *
     * @return a running loop
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop create() {
        return create(EventLoopOptions.create());
    }

    /**
     * Makes a loop of its own, to be closed by the caller.
     *
     * @param options its name and its watchdog
     * @return a running loop
     * @throws ErrnoException if the kernel refuses it for want of descriptors ({@code EMFILE}, {@code ENFILE})
     */
    public static EventLoop create(EventLoopOptions options) {
        return new EventLoop(options, false, Libc.get().epoll(), Libc.get().files());
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
     * Runs a task on the loop's thread, behind all tasks that were given before. From any thread. It never waits, with one
     * exception: a loop that is just ending refuses the task only when its last tasks are over. So nothing runs on the
     * loop behind the refusal. That wait ends one second after the loop has ended, at the latest. There is no wait on the
     * thread of a loop that is ending itself.
     *
     * @param task what to run; what it throws goes to the thread's uncaught exception handler, and the loop goes on
     * @throws RejectedExecutionException if the loop is closed
     * @throws OutOfMemoryError if the heap has no room for the task, or to wake up the loop; the task is not run
     */
    @Override
    public void execute(Runnable task) {
        if (!tasks.offer(task)) {
            thread.awaitLastTasks();
            throw new RejectedExecutionException(this + " is closed", failure);
        }
    }

    /** Runs a watch's task on the loop; or here and at once where that has ended, and so has ended every watch. */
    void executeOrRun(Runnable task) {
        if (!tasks.offer(task)) {
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
     * @param handler what is notified
     * @return the registration; if the descriptor is closed already, the handler is notified in the loop's next round
     * @throws IllegalArgumentException if the descriptor is not one that this library made
     */
    public Registration register(Pollable pollable, ReadinessHandler handler) {
        checkThread();
        if (!(pollable.descriptor() instanceof OwnedFd fd)) {
            throw new IllegalArgumentException("not a descriptor of this library: " + pollable.descriptor());
        }
        Watch watch = watches.of(fd);
        if (watch == null) {
            watch = new Watch(this, fd);
            if (watch.begin(closing)) {
                watches.add(watch);
            } else {
                Watch late = watch;
                tasks.add(() -> late.end(closing ? closedException() : null));
            }
        }
        return watch.add(handler);
    }

    /**
     * Adds a hook that runs when the loop is closed, for what waits without a descriptor: a registration is notified
     * anyway. On the loop's thread only.
     *
     * @param hook runs once on the loop's thread, behind the tasks given so far
     * @return false if that time is past; the hook is not kept then
     */
    public boolean addCloseHook(Consumer<RejectedExecutionException> hook) {
        checkThread();
        return closeHooks.add(hook);
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
     * Ends the loop: tasks given so far are run, registrations are notified, timeouts are dropped, the thread ends. Waits
     * for the thread unless called on it. A second close does nothing.
     *
     * @throws UnsupportedOperationException for the shared loop, which {@link #shutdownShared()} closes
     */
    @Override
    public void close() {
        if (shared) {
            throw new UnsupportedOperationException("only EventLoop.shutdownShared() closes the shared event loop");
        }
        closeNow();
    }

    void closeNow() {
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
        } catch (ErrnoException lost) {
            failure = lost;
            LoopWatchdog.logger()
                    .log(System.Logger.Level.ERROR, this + " ends: it cannot wait for events any more.", lost);
        } finally {
            shutDown();
        }
    }

    private void round() {
        try {
            awaitEvents();
            timeouts.run(System.nanoTime(), guarded);
            tasks.run(TASKS_PER_ROUND, guarded);
        } catch (OutOfMemoryError noRoom) {
            return; // what was left undone is still due in the next round
        }
    }

    private void awaitEvents() {
        int millis = tasks.isEmpty() ? timeouts.millisToNext(meter.nanoTime()) : 0;
        if (millis != 0 && !sleep.begin(this::hasWork)) {
            millis = 0;
        }
        progress.rests();
        if (millis != 0) {
            meter.sleeps();
        }
        int ready;
        try {
            ready = epoll.await(millis);
        } finally {
            sleep.end();
            meter.wakes();
        }
        watchdog.loopWokeUp();
        if (!watches.dispatch(epoll, ready)) {
            renewEpoll();
        }
    }

    /**
     * Other code of this process has closed a watched descriptor while a duplicate of it is open. The kernel keeps the
     * entry then, removes it by no number that is open here, and would report it again and again.
     */
    private void renewEpoll() {
        if (epoll.renew()) {
            waker.watchedBy(epoll, toString());
            watches.all().forEach(Watch::renewEntry);
            String event = this + " got an event of a descriptor that was closed behind its owner's back, by other code"
                    + " of this process. The loop goes on with a new epoll instance.";
            LoopWatchdog.logger().log(System.Logger.Level.WARNING, event);
        } // else descriptors are short: the next such event tries again
    }

    private boolean hasWork() {
        return !tasks.isEmpty() || closing;
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
        thread.reportUncaught(thrown);
    }

    private void shutDown() {
        closing = true;
        try {
            notifyOfEnd();
        } finally {
            tasks.end();
            tasks.run(Integer.MAX_VALUE, guarded);
            waker.close();
            epoll.close();
            meter.ends();
            watchdog.remove(progress);
            progress.rests(); // who keeps a closed loop does not keep its last handler
        }
    }

    private void notifyOfEnd() {
        tasks.run(tasks.size(), guarded); // and not what these add: a stream may add a task again and again
        for (Watch watch : watches.all()) {
            runGuarded(() -> watch.end(closedException()));
        }
        for (Consumer<RejectedExecutionException> hook : closeHooks.take()) {
            runGuarded(() -> hook.accept(closedException()));
        }
        timeouts.clear();
    }

    private RejectedExecutionException closedException() {
        return new RejectedExecutionException(this + " was closed", failure);
    }

    void forget(Watch watch) {
        watches.remove(watch);
    }

    boolean isClosing() {
        return closing;
    }

    TaskQueue tasks() {
        return tasks;
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
