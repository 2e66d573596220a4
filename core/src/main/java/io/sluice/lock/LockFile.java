package io.sluice.lock;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.time.WaitTimeout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that was opened in order to lock it. Processes that use a file together lock it, or ranges of its bytes, so that they
 * do not come into each other's way. The locks are advisory: who does not lock is not held up. What is in the file does not
 * matter, and it may be empty.
 *
 * <pre>{@code
 * try (LockFile file = LockFile.open(Path.of("/run/plant/lock"))) {
 *     if (file.tryLock(LockMode.EXCLUSIVE, LockRange.whole())) {
 *         System.out.println("this is the only instance");
 *     } else {
 *         System.out.println(file.holder(LockMode.EXCLUSIVE, LockRange.whole()));
 *     }
 * }
 * }</pre>
 *
 * <p>Each handle has an open file description of its own, and the locks belong to that. So two handles exclude each other, in
 * one process as in two, while two threads that use one handle do not. The kernel gives the locks back when the handle is
 * closed and when the process ends, however it ends.
 *
 * <p>A lock on bytes that this handle has locked already changes the mode of that lock:
 *
 * <ul>
 *   <li>{@link LockKind#OFD}: in one step. Where another one is in the way of an exclusive lock, the shared one stays. Two who
 *       both wait to make their shared lock exclusive wait for ever, and the kernel tells nobody: use a timeout.
 *   <li>{@link LockKind#FLOCK}: from exclusive to shared. The other way is refused ({@code EOPNOTSUPP}), because the kernel
 *       would give the shared lock back first, and another process might take the file then. Who can bear that unlocks and
 *       locks again.
 * </ul>
 *
 * <p>Do not delete a file that others lock. One process would have a lock on the old file, and the next one on a new file.
 *
 * <p>{@link java.nio.channels.FileChannel#lock()} takes a {@link LockKind#CLASSIC} lock, which conflicts with {@link
 * LockKind#OFD} even in one process. If this process has one in the way, a lock here is refused ({@code EDEADLK}).
 * The other way round nobody finds out: {@code FileChannel.lock} waits for ever for a lock that this process has here.
 *
 * <p>All methods may be called from any thread.
 *
 * @see "F_OFD_SETLK(2const)"
 * @see "flock(2)"
 */
public final class LockFile implements AutoCloseable {
    static {
        LockErrors.load();
    }

    private final OpenLockFile file;
    private final Path path;
    private final LockFileOptions options;
    private final LockKind kind;
    private final WaitSet waits;

    private LockFile(OpenLockFile file, Path path, LockFileOptions options) {
        this.file = file;
        this.path = path;
        this.options = options;
        kind = options.kind();
        waits = new WaitSet(file.path(), options.threads());
    }

    /**
     * Opens a file with the default options: for {@link LockKind#OFD} locks of both modes, made with mode 0600 if it is
     * missing. May wait for a disk, so it is not for an event loop's thread.
     *
     * @param path the file
     * @return the handle, to be closed
     * @throws IllegalArgumentException as for {@link #open(Path, LockFileOptions)}
     * @throws ErrnoException as for {@link #open(Path, LockFileOptions)}
     */
    public static LockFile open(Path path) {
        return open(path, LockFileOptions.create());
    }

    /**
     * Opens a file. May wait for a disk, so it is not for an event loop's thread.
     *
     * @param path the file
     * @param options how
     * @return the handle, to be closed
     * @throws IllegalArgumentException if the path is no UTF-8, or not one of the default file system
     * @throws ErrnoException if the file or its folder is missing ({@code ENOENT}), this user may not open or make it ({@code
     *     EACCES}, {@code EROFS}), it is a symbolic link ({@code ELOOP}), a folder ({@code EISDIR}) or another file without
     *     bytes ({@code EINVAL}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @see "open(2)"
     */
    public static LockFile open(Path path, LockFileOptions options) {
        return of(OpenLockFile.open(path, options), path, options);
    }

    private static LockFile of(OpenLockFile file, Path path, LockFileOptions options) {
        try {
            return new LockFile(file, path, options);
        } catch (Throwable noRoom) {
            file.fd().close();
            throw noRoom;
        }
    }

    /**
     * Opens the same file once more, for locks that exclude those of this handle. The path is not looked up again: it is the same
     * file, also where its name was removed or given to another one. Does not wait for a disk.
     *
     * @return the new handle, to be closed, with the same options and without a lock
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if this user may not open the file any more ({@code EACCES}), {@code /proc} is not mounted ({@code
     *     ENOENT}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     */
    public LockFile reopen() {
        return of(file.reopen(options), path, options);
    }

    /**
     * The path that was opened.
     *
     * @return the same as was given
     */
    public Path path() {
        return path;
    }

    /**
     * The kind of its locks.
     *
     * @return {@link LockKind#OFD} or {@link LockKind#FLOCK}
     */
    public LockKind kind() {
        return kind;
    }

    /**
     * For what it was opened.
     *
     * @return the access
     */
    public LockAccess access() {
        return options.access();
    }

    /**
     * Whether the call that opened this has made the file.
     *
     * @return false if it existed before
     */
    public boolean wasCreated() {
        return file.wasCreated();
    }

    /**
     * Locks some bytes if nobody is in the way. Never waits.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link LockKind#FLOCK}
     * @return false if another handle or process has a lock in the way. {@link #holder} says who
     * @throws IllegalArgumentException if it is a part of the file, and the kind is {@link LockKind#FLOCK}
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException if the file was not opened for this mode ({@code EBADF}), this process itself has a classic lock
     *     in the way ({@code EDEADLK}), the handle has a shared lock of {@code flock} and the mode is exclusive ({@code
     *     EOPNOTSUPP}), it waits for one of the other mode ({@code EBUSY}), or the kernel has no room for the lock ({@code
     *     ENOLCK})
     * @see "F_OFD_SETLK(2const)"
     * @see "flock(2)"
     */
    public boolean tryLock(LockMode mode, LockRange range) {
        file.fd().acquire(file.locks().function());
        try {
            file.locks().begin(mode, range);
            try {
                return tryLock(file.fd().number(), mode, range);
            } finally {
                file.locks().end(mode);
            }
        } finally {
            file.fd().release();
        }
    }

    private boolean tryLock(int fd, LockMode mode, LockRange range) {
        int result = file.locks().tryLock(fd, mode, range);
        if (result == -Errno.EAGAIN.number()) {
            Optional<LockRange> own = file.locks().ownClassicLock(fd, mode, range);
            if (own.isPresent()) {
                throw LockErrors.ownClassicLock(file.path(), own.get());
            }
            return false;
        }
        if (result < 0) {
            throw LockErrors.lock(file.locks().function(), file.path(), -result);
        }
        return true;
    }

    /**
     * Begins to wait for a lock, on a waiting thread, without end. The kernel finds no deadlock of these locks.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link LockKind#FLOCK}
     * @param handler gets the outcome, on the waiting thread; after {@link WaitHandler#done()} this handle has the lock
     * @return the wait, by which it can be interrupted; this handle keeps the locks that it had before
     * @throws IllegalArgumentException if it is a part of the file, and the kind is {@link LockKind#FLOCK}
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException as for {@link #tryLock}; {@code EDEADLK} and {@code ENOLCK} come to the handler
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     * @see "F_OFD_SETLKW(2const)"
     * @see "flock(2)"
     */
    public KernelWait blockingLock(LockMode mode, LockRange range, WaitHandler handler) {
        return begin(mode, range, new WaitTimeout(null), handler);
    }

    /**
     * Begins to wait for a lock, on a waiting thread, for a time. Where that is over, the outcome is an {@link
     * io.sluice.errno.AcquireTimeoutException}, which says who has a lock in the way.
     *
     * @param mode shared or exclusive
     * @param range the bytes; {@link LockRange#whole()} for {@link LockKind#FLOCK}
     * @param timeout how long, on the monotonic clock; zero for a lock that is free now; 292 years or more mean for ever
     * @param handler gets the outcome, on the waiting thread; after {@link WaitHandler#done()} this handle has the lock
     * @return the wait, by which it can be interrupted; this handle keeps the locks that it had before
     * @throws IllegalArgumentException if the timeout is negative, or it is a part of the file and the kind is {@link
     *     LockKind#FLOCK}
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     * @throws ErrnoException as for {@link #tryLock}; {@code EDEADLK} and {@code ENOLCK} come to the handler
     * @throws java.util.concurrent.RejectedExecutionException if all threads wait already, or were closed
     * @throws IllegalStateException if there is no signal to interrupt the thread with
     * @throws OutOfMemoryError if the system refuses a thread
     */
    public KernelWait blockingLock(LockMode mode, LockRange range, Duration timeout, WaitHandler handler) {
        return begin(mode, range, new WaitTimeout(timeout), handler);
    }

    private KernelWait begin(LockMode mode, LockRange range, WaitTimeout timeout, WaitHandler handler) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(range, "range");
        file.checkOpen();
        return waits.begin(new LockWait(file, kind, mode, range, timeout, handler));
    }

    /**
     * Gives bytes back, whatever locks this handle has on them. Those of a longer range stay locked beside them.
     *
     * @param range the bytes; {@link LockRange#whole()} for all
     * @throws IllegalArgumentException if it is a part of the file, and the kind is {@link LockKind#FLOCK}
     * @throws ClosedHandleException if this handle is closed ({@code EBADF}); it has no locks then
     * @throws ErrnoException if the kernel has no room to keep a lock in two parts ({@code ENOLCK}); all stays locked then
     */
    public void unlock(LockRange range) {
        int fd = file.fd().acquire(file.locks().function());
        try {
            int result = file.locks().unlock(fd, range);
            if (result < 0) {
                throw LockErrors.lock(file.locks().function(), file.path(), -result);
            }
        } finally {
            file.fd().release();
        }
    }

    /**
     * Who has a lock in the way of one. Looks through the open files of all processes, which takes milliseconds, so it is not
     * for an event loop's thread. The kernel shows an ordinary user only his own ones, and whoever is in a container only
     * those in it: of others' {@link LockKind#OFD} locks the process is unknown. It shows nobody what is on other machines.
     *
     * @param mode the mode of the lock that is wanted
     * @param range its bytes
     * @return one of those who are in the way now; empty if nobody is seen
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     */
    public Optional<LockHolder> holder(LockMode mode, LockRange range) {
        return file.holder(kind, mode, range);
    }

    /**
     * Who has locks on the file, of whatever kind. The locks of this handle are left out, and those of other handles of this
     * process are not. As {@link #holder}, it is not for an event loop's thread, and does not see everything.
     *
     * @return a lock each, now; a lock that several processes have inherited is there for each of them
     * @throws ClosedHandleException if this handle is closed ({@code EBADF})
     */
    public List<LockHolder> holders() {
        return file.holders();
    }

    /**
     * Whether this handle is open.
     *
     * @return false once it was closed
     */
    public boolean isOpen() {
        return file.fd().isOpen();
    }

    /**
     * Closes this handle. Waits on it end with {@link ClosedHandleException}, and all its locks are given back. The file stays.
     * A second close does nothing.
     */
    @Override
    public void close() {
        try {
            waits.close();
        } finally {
            file.fd().close();
        }
    }

    @Override
    public String toString() {
        return "LockFile(" + path + ", " + kind + (isOpen() ? ")" : ", closed)");
    }
}
