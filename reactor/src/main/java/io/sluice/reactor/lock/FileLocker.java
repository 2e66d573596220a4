package io.sluice.reactor.lock;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockHolder;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.internal.queue.AcquireMono;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.WhileHeldFlux;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Locks a file that processes share, without blocking the calling thread.
 *
 * <pre>{@code
 * try (FileLocker locker = FileLocker.create(Path.of("/run/plant/lock"))) {
 *     Mono<String> work = Mono.just("what only one process does at a time");
 *     System.out.println(locker.withLock(LockMode.EXCLUSIVE, LockRange.whole(), () -> work).blockLast());
 * }
 * }</pre>
 *
 * <p>Use {@link #withLock(LockMode, LockRange, Supplier)} wherever you can: it gives the lock back on completion, error and
 * cancel. With {@link #lock(LockMode, LockRange)} the subscriber has to {@link HeldLock#release()} what it gets.
 *
 * <p>Each lock has an open file description of its own. So two locks of one locker exclude each other as those of two
 * processes do, and each that is held takes a descriptor. The file is opened once, by {@link #create(Path)}. The
 * descriptions are made from that without looking the path up again, which does not wait for a disk, so locks may be asked
 * for on any thread.
 *
 * <p>A lock is acquired with demand only. If it is free and nobody waits here for the same range, the subscription has it at
 * once, on the thread that asks, and signals there. Otherwise it waits behind the earlier subscriptions for the same range, and
 * one pooled thread waits in the kernel for all of them. Ranges that differ do not hold up each other here. A lock that was
 * waited for is signalled on that thread, and an error on the event loop's. Neither must be blocked for long.
 *
 * <p>When a cancel has returned, nothing is acquired any more. A lock that was acquired while its subscriber cancelled goes
 * back. A cancel that comes while {@code onNext} is running is too late: the subscriber has the lock. So operators that drop
 * an element behind a cancel, such as {@code timeout} and {@code publishOn}, may lose it. The methods with a timeout and those
 * with work have no such gap.
 *
 * <p>The kernel finds no deadlock of these locks. Prefer the methods with a timeout.
 *
 * <p>Failures:
 *
 * <ul>
 *   <li>{@link AcquireTimeoutException}: no lock came in time ({@code ETIMEDOUT}); the message names a holder, or refers to {@link
 *       #holders()} if the time was over before a wait in the kernel
 *   <li>{@link ClosedHandleException}: the locker is or was closed ({@code EBADF})
 *   <li>{@link ErrnoException}: this process has a lock of {@link java.nio.channels.FileChannel#lock()} in the way ({@code
 *       EDEADLK}), the file was not opened for this mode ({@code EBADF}), the kernel has no room for a lock ({@code ENOLCK}), or
 *       descriptors are used up ({@code EMFILE}, {@code ENFILE})
 *   <li>{@link IllegalStateException} or {@link OutOfMemoryError}: the lock is not free, and there is no signal or no thread to
 *       wait with
 *   <li>{@link java.util.concurrent.RejectedExecutionException}: the event loop is closed, or all threads wait already
 * </ul>
 *
 * <p>May be used from any thread.
 *
 * @see LockFile
 */
public final class FileLocker implements AutoCloseable {
    private final LockFile file;
    private final EventLoop loop;
    private final LockTarget target;
    private final LockLines lines;

    private FileLocker(LockFile file, EventLoop loop, MetricsRecorder metrics) {
        NonBlockingThreads.register();
        this.file = file;
        this.loop = loop;
        target = new LockTarget(file, metrics);
        lines = new LockLines(target, loop);
    }

    /**
     * Opens a file with the default options: a missing one is made with mode 0600. May wait for a disk, so it is not for an
     * event loop's thread.
     *
     * @param path the file
     * @return the locker, to be closed
     * @throws IllegalArgumentException as for {@link LockFile#open(Path)}
     * @throws ErrnoException as for {@link LockFile#open(Path)}
     */
    public static FileLocker create(Path path) {
        return create(path, FileLockerOptions.create());
    }

    /**
     * Opens a file. May wait for a disk, so it is not for an event loop's thread.
     *
     * @param path the file
     * @param options how to lock it
     * @return the locker, to be closed
     * @throws IllegalArgumentException as for {@link LockFile#open(Path)}
     * @throws ErrnoException as for {@link LockFile#open(Path)}
     */
    public static FileLocker create(Path path, FileLockerOptions options) {
        EventLoop loop = options.eventLoop();
        return new FileLocker(LockFile.open(path, options.file()), loop, options.metrics());
    }

    /**
     * The path that was opened.
     *
     * @return the same as was given
     */
    public Path path() {
        return file.path();
    }

    EventLoop eventLoop() {
        return loop;
    }

    /** A lock was given back. */
    void recordRelease() {
        OperationRecorders.released(target.recorder());
    }

    int lineCount() {
        return lines.size();
    }

    /**
     * Acquires a lock, and waits for it without a limit.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link io.sluice.lock.LockKind#FLOCK}
     * @return the lock, which the subscriber has to release; each subscription acquires one more
     */
    public Mono<HeldLock> lock(LockMode mode, LockRange range) {
        return lock(mode, range, Limit.NONE);
    }

    /**
     * Acquires a lock, and waits for it no longer than a timeout. If it is free, it is acquired, however short the timeout.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link io.sluice.lock.LockKind#FLOCK}
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @return the lock, which the subscriber has to release; each subscription acquires one more
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<HeldLock> lock(LockMode mode, LockRange range, Duration timeout) {
        return lock(mode, range, Limit.within(timeout));
    }

    /**
     * Acquires a lock if it is free and nobody waits here for the same range.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link io.sluice.lock.LockKind#FLOCK}
     * @return the lock, which the subscriber has to release; empty where it is not free. Each subscription tries once more
     */
    public Mono<HeldLock> tryLock(LockMode mode, LockRange range) {
        return lock(mode, range, Limit.IMMEDIATE);
    }

    private Mono<HeldLock> lock(LockMode mode, LockRange range, Limit limit) {
        Supplier<HeldLock> wanted = wanted(mode, range, limit);
        return Mono.defer(() -> new AcquireMono<>(lines.of(range), wanted, limit, Function.identity()));
    }

    private Supplier<HeldLock> wanted(LockMode mode, LockRange range, Limit limit) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(range, "range");
        return () -> new HeldLock(this, mode, range, limit);
    }

    /**
     * Acquires a lock, subscribes to a publisher while it has it, and gives it back: before the publisher's completion or error
     * is passed on, and behind a cancel.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link io.sluice.lock.LockKind#FLOCK}
     * @param work makes the publisher, once for each subscription that has its lock
     * @param <T> the type of its elements
     * @return its elements; an error where the lock could not be acquired
     */
    public <T> Flux<T> withLock(LockMode mode, LockRange range, Supplier<? extends Publisher<? extends T>> work) {
        return withLock(mode, range, Limit.NONE, work);
    }

    /**
     * Does the same, and waits for the lock no longer than a timeout. The work may take as long as it likes.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link io.sluice.lock.LockKind#FLOCK}
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or
     *     more mean for ever
     * @param work makes the publisher, once for each subscription that has its lock
     * @param <T> the type of its elements
     * @return its elements; an error where the lock could not be acquired
     * @throws IllegalArgumentException if the timeout is negative
     */
    public <T> Flux<T> withLock(
            LockMode mode, LockRange range, Duration timeout, Supplier<? extends Publisher<? extends T>> work) {
        return withLock(mode, range, Limit.within(timeout), work);
    }

    private <T> Flux<T> withLock(
            LockMode mode, LockRange range, Limit limit, Supplier<? extends Publisher<? extends T>> work) {
        Supplier<HeldLock> wanted = wanted(mode, range, limit);
        Objects.requireNonNull(work, "work");
        return Flux.defer(() -> new WhileHeldFlux<>(lines.of(range), wanted, limit, work));
    }

    /**
     * Who has locks on the file, of whatever kind, those of this locker as well. Looks through the open files of all processes,
     * so it is not for an event loop's thread.
     *
     * @return a lock each, as far as they are seen
     * @throws ClosedHandleException if the locker is closed ({@code EBADF})
     * @see LockFile#holders()
     */
    public List<LockHolder> holders() {
        return file.holders();
    }

    /**
     * Closes the locker. Those who wait get a {@link ClosedHandleException}. What is held stays so until it is released.
     */
    @Override
    public void close() {
        target.close();
    }

    @Override
    public String toString() {
        return "FileLocker(" + file + ")";
    }
}
