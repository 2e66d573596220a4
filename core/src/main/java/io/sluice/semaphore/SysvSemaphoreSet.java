package io.sluice.semaphore;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.libc.Libc;
import io.sluice.libc.SysvSemaphoreCalls;
import io.sluice.libc.SysvSemaphoreConstants;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A System V semaphore set: some semaphores under one key, on which several operations are performed at once, all or none.
 * A C program has the same set by {@code semget} with the same key.
 *
 * <pre>{@code
 * List<SemaphoreOperation> both = List.of(SemaphoreOperation.take(0, 1).withUndo(), SemaphoreOperation.take(1, 1).withUndo());
 * try (SysvSemaphoreSet forks = SysvSemaphoreSet.builder(IpcKey.of(0x4d2)).values(1, 1, 1).openOrCreate()) {
 *     if (forks.tryChange(both)) {
 *         try {
 *             System.out.println("nobody else has fork 0 or 1 now");
 *         } finally {
 *             forks.giveBack(both);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Where an operation has {@linkplain SemaphoreOperation#withUndo() undo}, the kernel takes it back when this process ends,
 * even by {@code SIGKILL}, and a process that waits goes on. Undo belongs to the process and not to the thread. {@link
 * #setValue} and {@link #setValues} clear it for all processes.
 *
 * <p>A set has no descriptor, so epoll cannot watch it. It has an identifier, which is valid until the set is removed. After
 * that, every method fails with {@link SetRemovedException}.
 *
 * <p>All methods may be called from any thread and at the same time. After {@link #close()} every method fails with {@link
 * ClosedHandleException} ({@code EBADF}), except {@link #giveBack} and those that only say how the set was opened.
 *
 * @see "sysvipc(7)"
 */
public final class SysvSemaphoreSet implements AutoCloseable {
    private final SetControl control;
    private final SetValues values;
    private final SetOperations operations;
    private final WaitSet waits;
    private final int id;
    private final IpcKey key;
    private final int size;
    private final boolean created;
    private final String name;

    SysvSemaphoreSet(
            SysvSemaphoreCalls libc, int id, IpcKey key, int size, boolean created, @Nullable WaitingThreads threads) {
        this.id = id;
        this.key = key;
        this.size = size;
        this.created = created;
        name = key.isPrivate() ? "set " + id : "set " + id + " of key " + key;
        control = new SetControl(libc);
        values = new SetValues(libc, id, size, name);
        operations = new SetOperations(libc, id, size, name);
        waits = new WaitSet(name, threads);
    }

    /**
     * Opens a set that exists, and waits until it has its values, as {@link SysvSemaphoreSetBuilder#open()} does.
     *
     * @param key the key
     * @return the open set
     * @throws IllegalArgumentException if the key is {@link IpcKey#PRIVATE}, under which no set can be found
     * @throws ErrnoException if no set has this key ({@code ENOENT}), this user may not read and change it ({@code EACCES}),
     *     or it is without its values for five seconds ({@code ETIMEDOUT})
     * @see "semget(2)"
     */
    public static SysvSemaphoreSet open(IpcKey key) {
        return builder(key).open();
    }

    /**
     * Opens a set by its identifier, as {@code ipcs} shows it. Does not wait until the set has its values.
     *
     * @param id the identifier, 0 or more
     * @return the open set; the kernel checks at each call whether this user may do that
     * @throws ErrnoException if there is no such set in this IPC namespace, or no longer ({@code EINVAL})
     * @see "semctl(2)"
     */
    public static SysvSemaphoreSet openById(int id) {
        return SysvSemaphoreSetBuilder.openById(id);
    }

    /**
     * Returns a builder, which opens or creates a set.
     *
     * @param key the key
     * @return a builder with the defaults: one semaphore of value 1, mode 0600
     */
    public static SysvSemaphoreSetBuilder builder(IpcKey key) {
        return new SysvSemaphoreSetBuilder(key);
    }

    /**
     * Lists the sets of this IPC namespace, as {@code ipcs -s} and {@code /proc/sysvipc/sem} do; before Linux 4.17 only those
     * that this user may read.
     *
     * @return the sets in the order of the kernel's table
     * @throws ErrnoException if this kernel was built without System V semaphores ({@code ENOSYS})
     * @see "ipcs(1)"
     */
    public static List<SysvSemaphoreStatus> list() {
        return new SetControl(Libc.get().sysvSemaphores()).list();
    }

    /**
     * Performs the operations if that is possible now. Never waits.
     *
     * @param changes the operations, in their order; all of them are performed, or none
     * @return false if one of them is not possible now: there are too few permits, or the value is not 0
     * @throws IllegalArgumentException if there are none
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if the set has no semaphore of an index ({@code EFBIG}), there are more operations than {@code
     *     SEMOPM} ({@code E2BIG}), a value or what is to be undone would be over {@code SEMVMX} ({@code ERANGE}), this user
     *     may not do it ({@code EACCES}), the kernel has no memory ({@code ENOMEM}), or this handle is closed ({@code EBADF})
     * @see "semop(2)"
     */
    public boolean tryChange(List<SemaphoreOperation> changes) {
        checkOpen("semop");
        return operations.tryChange(changes);
    }

    /**
     * Begins to wait until the operations are possible, and performs them then. The kernel serves those that wait in the order
     * they came; one that only tries now and then gets next to nothing beside them. Holds a waiting thread until the
     * operations are performed, the wait is interrupted, or the set is removed or this handle closed.
     *
     * @param changes the operations, in their order; all of them are performed, or none
     * @param handler gets the outcome, on the waiting thread
     * @return the wait; after {@link KernelWait#interruptAndAwait()} the operations were performed or never will be
     * @throws IllegalArgumentException if there are no operations
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws java.util.concurrent.RejectedExecutionException if all waiting threads are in use
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "semop(2)"
     */
    public KernelWait blockingChange(List<SemaphoreOperation> changes, WaitHandler handler) {
        return waits.begin(new SetWait(operations, changes, null, handler));
    }

    /**
     * The same for a time. When that is over, the outcome is {@link AcquireTimeoutException} ({@code ETIMEDOUT}).
     *
     * @param changes the operations, in their order; all of them are performed, or none
     * @param timeout how long, on the monotonic clock; zero for operations that are possible now; 292 years or more mean for
     *     ever
     * @param handler gets the outcome, on the waiting thread
     * @return the wait; after {@link KernelWait#interruptAndAwait()} the operations were performed or never will be
     * @throws IllegalArgumentException if there are no operations, or the timeout is negative
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws RuntimeException as for {@link #blockingChange(List, WaitHandler)}
     * @see "semtimedop(2)"
     */
    public KernelWait blockingChange(List<SemaphoreOperation> changes, Duration timeout, WaitHandler handler) {
        return waits.begin(new SetWait(operations, changes, Objects.requireNonNull(timeout, "timeout"), handler));
    }

    /**
     * Gives back what operations have taken: for each that took permits it gives as many, with undo where they were taken
     * with undo, all at once. Never waits, and works on a closed handle as well, so that nothing that was taken is lost.
     *
     * @param taken the operations that were performed; those that gave permits or waited for 0 are passed over
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException as for {@link #tryChange}, but not {@code EBADF}
     * @see "semop(2)"
     */
    public void giveBack(List<SemaphoreOperation> taken) {
        operations.giveBack(taken);
    }

    /**
     * The values of all semaphores at one moment. By the time that the caller looks at them, they may be others.
     *
     * @return a new array with the value of each semaphore
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read the set ({@code EACCES}), or this handle is closed ({@code EBADF})
     * @see "semctl(2)"
     */
    public int[] values() {
        checkOpen("semctl GETALL");
        return values.all();
    }

    /**
     * The value of one semaphore now.
     *
     * @param index which semaphore, from 0
     * @return 0 to 32,767
     * @throws IllegalArgumentException if the set has no semaphore of this index
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read the set ({@code EACCES}), or this handle is closed ({@code EBADF})
     * @see "semctl(2)"
     */
    public int value(int index) {
        return get("GETVAL", SysvSemaphoreConstants.GETVAL, index);
    }

    /**
     * How many threads wait until this semaphore has more permits, in all processes.
     *
     * @param index which semaphore, from 0
     * @return 0 or more
     * @throws IllegalArgumentException if the set has no semaphore of this index
     * @throws ErrnoException as for {@link #value}
     */
    public int waiters(int index) {
        return get("GETNCNT", SysvSemaphoreConstants.GETNCNT, index);
    }

    /**
     * How many threads wait until this semaphore is 0, in all processes.
     *
     * @param index which semaphore, from 0
     * @return 0 or more
     * @throws IllegalArgumentException if the set has no semaphore of this index
     * @throws ErrnoException as for {@link #value}
     */
    public int waitersForZero(int index) {
        return get("GETZCNT", SysvSemaphoreConstants.GETZCNT, index);
    }

    /**
     * The process that operated on this semaphore last or set its value.
     *
     * @param index which semaphore, from 0
     * @return its id; 0 if none has, or it is in another namespace
     * @throws IllegalArgumentException if the set has no semaphore of this index
     * @throws ErrnoException as for {@link #value}
     */
    public int lastProcess(int index) {
        return get("GETPID", SysvSemaphoreConstants.GETPID, index);
    }

    private int get(String command, int number, int index) {
        checkOpen("semctl " + command);
        return values.get(command, number, index);
    }

    /**
     * Sets the value of one semaphore, whoever has permits of it. Those that wait go on where that is possible now. What
     * processes may have to undo on this semaphore is forgotten.
     *
     * @param index which semaphore, from 0
     * @param value 0 to 32,767 ({@code SEMVMX})
     * @throws IllegalArgumentException if the set has no semaphore of this index, or the value is out of range
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not change the set ({@code EACCES}), or this handle is closed ({@code EBADF})
     * @see "semctl(2)"
     */
    public void setValue(int index, int value) {
        checkOpen("semctl SETVAL");
        values.set(index, value);
    }

    /**
     * Sets the values of all semaphores at once. Otherwise as {@link #setValue}.
     *
     * @param all a value for each semaphore, 0 to 32,767 ({@code SEMVMX})
     * @throws IllegalArgumentException if there are not as many values as semaphores, or one is out of range
     * @throws ErrnoException as for {@link #setValue}
     */
    public void setValues(int... all) {
        checkOpen("semctl SETALL");
        values.setAll(all);
    }

    /**
     * The set as it is now.
     *
     * @return the status
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user may not read the set ({@code EACCES}), or this handle is closed ({@code EBADF})
     * @see "semctl(2)"
     */
    public SysvSemaphoreStatus status() {
        checkOpen("semctl IPC_STAT");
        return control.status(id, name);
    }

    /**
     * Changes owner and mode at once.
     *
     * @param permissions what to set, made from {@link SysvSemaphoreStatus#permissions()}; the creator in it is passed over
     * @throws IllegalArgumentException if the mode has other bits than 0777
     * @throws SetRemovedException if the set was removed ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user does not own the set ({@code EPERM}), or this handle is closed ({@code EBADF})
     * @see "semctl(2)"
     */
    public void setPermissions(IpcPermissions permissions) {
        checkOpen("semctl IPC_SET");
        control.set(id, name, permissions);
    }

    /**
     * Removes the set at once, for all processes. Calls that wait on it fail with {@link SetRemovedException}.
     *
     * @throws SetRemovedException if the set was removed before ({@code EINVAL}, {@code EIDRM})
     * @throws ErrnoException if this user does not own the set ({@code EPERM}), or this handle is closed ({@code EBADF})
     * @see "semctl(2)"
     */
    public void remove() {
        checkOpen("semctl IPC_RMID");
        control.remove(id, name);
    }

    private void checkOpen(String call) {
        if (waits.isClosed()) {
            throw SetErrors.closed(call, name);
        }
    }

    /**
     * The identifier, by which {@link #openById} opens the set.
     *
     * @return 0 or more
     */
    public int id() {
        return id;
    }

    /**
     * The key under which the set was opened. By now another set may have it.
     *
     * @return the key; {@link IpcKey#PRIVATE} if the set has none
     */
    public IpcKey key() {
        return key;
    }

    /**
     * How many semaphores the set has.
     *
     * @return 1 or more
     */
    public int size() {
        return size;
    }

    /**
     * The name of the set in log messages and exceptions.
     *
     * @return such as {@code set 32769 of key 0x000004d2}
     */
    public String name() {
        return name;
    }

    /**
     * Whether opening the set created it.
     *
     * @return true if the set did not exist before
     */
    public boolean wasCreated() {
        return created;
    }

    /**
     * Whether this handle is open.
     *
     * @return true while open, even if the set was removed
     */
    public boolean isOpen() {
        return !waits.isClosed();
    }

    /**
     * Closes this handle. Waits on it end with {@link ClosedHandleException}, and when this returns none of them changes the
     * set any more. The set stays as it is for others, and what this process took with undo stays taken until it ends. A
     * second close does nothing.
     */
    @Override
    public void close() {
        waits.close();
    }

    @Override
    public String toString() {
        return "SysvSemaphoreSet(" + name + (isOpen() ? ")" : ", closed)");
    }
}
