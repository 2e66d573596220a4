package io.sluice.semaphore;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.files.ObjectName;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open POSIX semaphore: a number of permits that processes share. It has a name, and a C program has the same one by {@code
 * sem_open} with the same name; or it lives in shared memory ({@link #at}), and a C program uses it there.
 *
 * <pre>{@code
 * try (PosixSemaphore printer = PosixSemaphore.builder("/printer").openOrCreate()) {
 *     if (printer.tryWait()) {
 *         try {
 *             System.out.println("nobody else prints now");
 *         } finally {
 *             printer.post();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A permit belongs to nobody. Where a process is killed that has one, that permit is lost until somebody posts in its
 * place. System V semaphores have {@code SEM_UNDO} for that.
 *
 * <p>The semaphore is a file below {@code /dev/shm}. Whoever may write to the file may destroy it. A process that cuts it off
 * takes the permits from all; this is an error here ({@code EFAULT}) as a rule. But it ends this JVM where it happens between
 * the look at the memory and the use of it. C programs die each time. So give the semaphore to users whom you trust.
 *
 * <p>All methods may be called from any thread.
 *
 * @see "sem_overview(7)"
 */
public final class PosixSemaphore implements AutoCloseable {
    /** {@code NAME_MAX} without what the C library puts before the name. */
    private static final int LONGEST_NAME = 251;

    private static final ObjectName NAMES = new ObjectName("semaphore", "/printer", LONGEST_NAME);

    private final FutexCalls futexes = Libc.get().futexes();
    private final SemaphoreHandle handle;
    private final String name;
    private final SemaphoreMemory memory;
    private final boolean created;
    private final WaitSet waits;
    /** Of a semaphore in memory: what a close of the memory runs, and where to take that back. */
    private final Runnable withMemory = this::endWaits;

    private @Nullable MappedRegion region;

    PosixSemaphore(
            SemaphoreHandle handle,
            String name,
            SemaphoreMemory memory,
            boolean created,
            @Nullable WaitingThreads threads) {
        this.handle = handle;
        this.name = name;
        this.memory = memory;
        this.created = created;
        waits = new WaitSet(name, threads);
    }

    /**
     * Begins to open or create a semaphore.
     *
     * @param name a slash and 1 to 251 bytes without another slash, such as {@code /printer}
     * @return a builder
     * @throws IllegalArgumentException if it is no such name
     */
    public static PosixSemaphoreBuilder builder(String name) {
        return new PosixSemaphoreBuilder(NAMES.check(name));
    }

    /**
     * Opens a semaphore that lives in shared memory, where {@link #initialize} or a C program by {@code sem_init} has made it.
     *
     * @param memory the memory, which must stay open for as long as the semaphore is used; its close ends the waits
     * @param offset where the semaphore is, in bytes: at an address that is a multiple of eight, with 32 bytes behind it
     * @return the semaphore; its close ends its waits, and leaves the memory open
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if there is no semaphore that processes share ({@code EINVAL}), or another process has cut the memory
     *     off ({@code EFAULT})
     * @throws io.sluice.errno.UnsupportedPlatformException if the C library of this system is not glibc
     */
    public static PosixSemaphore at(MappedMemory memory, long offset) {
        SemaphoreLayout.require();
        return inMemory(SemaphoreInMemory.existing(memory, offset), false);
    }

    /**
     * Makes a semaphore in shared memory, as {@code sem_init} does it in C. Nobody may use the one that was there.
     *
     * @param memory the memory, which must stay open for as long as the semaphore is used; its close ends the waits
     * @param offset where the semaphore is to be, in bytes: at an address that is a multiple of eight, with 32 bytes behind it
     * @param value how many permits it has, 0 to 2147483647 ({@code SEM_VALUE_MAX})
     * @return the semaphore; its close ends its waits, and leaves the memory open
     * @throws IndexOutOfBoundsException if it is not within the memory
     * @throws IllegalArgumentException if it is not aligned, or the value is negative
     * @throws java.nio.ReadOnlyBufferException if the memory is read-only
     * @throws IllegalStateException if the memory is closed
     * @throws ErrnoException if another process has cut the memory off ({@code EFAULT})
     * @throws io.sluice.errno.UnsupportedPlatformException if the C library of this system is not glibc
     * @see "sem_init(3)"
     */
    public static PosixSemaphore initialize(MappedMemory memory, long offset, int value) {
        SemaphoreLayout.require();
        return inMemory(SemaphoreInMemory.initialized(memory, offset, value), true);
    }

    private static PosixSemaphore inMemory(SemaphoreInMemory found, boolean created) {
        MappedRegion region = found.region();
        PosixSemaphore semaphore = new PosixSemaphore(new OpenMemoryHandle(region), found.name(), found, created, null);
        semaphore.region = region;
        if (!region.closeActions().add(semaphore.withMemory)) {
            throw new ClosedHandleException("sem_init", found.name(), "The memory was closed.");
        }
        return semaphore;
    }

    /**
     * Takes the name away. Who has the semaphore open keeps it; the next one who opens the name finds none, or another one.
     *
     * @param name the name
     * @throws ErrnoException if there is no semaphore of this name ({@code ENOENT}), or this user is neither its owner nor
     *     root ({@code EACCES}, {@code EPERM})
     * @throws IllegalArgumentException if it is no name of a semaphore
     * @see "sem_unlink(3)"
     */
    public static void unlink(String name) {
        SemaphoreFile.unlink(Libc.get().files(), NAMES.check(name));
    }

    /**
     * The names of the semaphores that there are. Reads a folder, so it is not for an event loop's thread.
     *
     * @return the names, each with its slash, in their order; those that this user may not open as well
     * @throws java.io.UncheckedIOException if {@code /dev/shm} cannot be read
     */
    public static List<String> list() {
        return SemaphoreFile.list();
    }

    /**
     * The name.
     *
     * @return such as {@code /printer}, or {@code /prices+64} for one in memory
     */
    public String name() {
        return name;
    }

    /**
     * Whether the call that opened this has created the semaphore.
     *
     * @return false if it existed before
     */
    public boolean wasCreated() {
        return created;
    }

    /**
     * How many permits are left now. By the time that the caller looks at the number, it may be another one.
     *
     * @return 0 or more
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the semaphore off ({@code EFAULT})
     * @see "sem_getvalue(3)"
     */
    public int value() {
        checkOpen("sem_getvalue");
        try {
            return memory.value();
        } catch (InternalError gone) {
            throw SemaphoreErrors.cut("sem_getvalue", name);
        } catch (IllegalStateException closedMeanwhile) { // the memory that it lives in
            throw closed("sem_getvalue");
        }
    }

    /**
     * Takes a permit if one is left. Never waits.
     *
     * @return false if none is left
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if another process has cut the semaphore off ({@code EFAULT})
     * @see "sem_trywait(3)"
     */
    public boolean tryWait() {
        checkOpen("sem_trywait");
        try {
            return memory.tryTake();
        } catch (InternalError gone) {
            throw SemaphoreErrors.cut("sem_trywait", name);
        } catch (IllegalStateException closedMeanwhile) { // the memory that it lives in
            throw closed("sem_trywait");
        }
    }

    /**
     * Gives a permit, and wakes up a process that waits for one. Never waits. This works on a closed handle, too: a permit
     * that was taken before the close can still be given back.
     *
     * @throws IllegalStateException if the memory that the semaphore lives in is closed
     * @throws ErrnoException if there are 2147483647 permits ({@code EOVERFLOW}), or another process has cut the semaphore
     *     off ({@code EFAULT})
     * @see "sem_post(3)"
     */
    public void post() {
        boolean posted;
        try {
            posted = memory.post(futexes);
        } catch (InternalError gone) {
            throw SemaphoreErrors.cut("sem_post", name);
        }
        if (!posted) {
            throw SemaphoreErrors.full(name);
        }
    }

    /**
     * Begins to wait for a permit, on a waiting thread, without end.
     *
     * @param handler gets the outcome, on the waiting thread; after {@link WaitHandler#done()} the caller has a permit
     * @return the wait, by which it can be interrupted
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "sem_wait(3)"
     */
    public KernelWait blockingWait(WaitHandler handler) {
        return waits.begin(new SemaphoreWait(handle, name, memory, null, handler));
    }

    /**
     * Begins to wait for a permit, on a waiting thread, for a time. Where that is over, the outcome is {@code ETIMEDOUT}.
     *
     * @param timeout how long, on the monotonic clock; zero for a permit that is left now; 292 years or more mean for ever
     * @param handler gets the outcome, on the waiting thread; after {@link WaitHandler#done()} the caller has a permit
     * @return the wait, by which it can be interrupted
     * @throws IllegalArgumentException if the timeout is negative
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "sem_clockwait(3)"
     */
    public KernelWait blockingWait(Duration timeout, WaitHandler handler) {
        Objects.requireNonNull(timeout, "timeout");
        return waits.begin(new SemaphoreWait(handle, name, memory, timeout, handler));
    }

    private void endWaits() {
        waits.close();
    }

    private void checkOpen(String call) {
        if (!handle.isOpen()) {
            throw closed(call);
        }
    }

    private ClosedHandleException closed(String call) {
        return new ClosedHandleException(call, name, "The handle was closed.");
    }

    /**
     * Whether this handle is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return handle.isOpen();
    }

    /**
     * Closes this handle. Waits on it end with {@link ClosedHandleException}, and when this returns none of them takes a
     * permit any more. The semaphore stays as it is, with its name and for others, and {@link #post()} still gives
     * a permit back. A second close does nothing.
     *
     * @see "sem_close(3)"
     */
    @Override
    public void close() {
        endWaits();
        if (region != null) {
            region.closeActions().remove(withMemory);
        }
        handle.close();
    }

    @Override
    public String toString() {
        return "PosixSemaphore(" + name + (isOpen() ? ")" : ", closed)");
    }
}
