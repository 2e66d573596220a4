package io.sluice.lock;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.files.PathBytes;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.Libc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open file and the locks on it. */
final class OpenLockFile {
    /** How long to look for a holder while somebody waits for an error. */
    private static final long BRIEF_SEARCH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long UNBOUNDED_NANOS = Long.MAX_VALUE / 2;

    private static final String OPEN_HERE = "/proc/self/fd/";
    private static final Path EMPTY = Path.of("");

    private final FileCalls files;
    private final OwnedFd fd;
    private final String path;
    private final boolean created;
    private final KernelLocks locks;
    private volatile @Nullable String kernelName;

    private OpenLockFile(FileCalls files, OwnedFd fd, String path, boolean created, LockFileOptions options) {
        this.files = files;
        this.fd = fd;
        this.path = path;
        this.created = created;
        locks = options.kind() == LockKind.FLOCK ? new FlockLocks(path) : new OfdLocks(path, options.access());
        fd.addCloseHook(this::unlockAll);
    }

    /** Takes over a descriptor, or closes it where the heap has no room for what comes with it. */
    private static OpenLockFile own(
            int number, String description, String path, boolean created, LockFileOptions options) {
        FileCalls files = Libc.get().files();
        OwnedFd fd = OwnedFd.of(files, number, description);
        try {
            return new OpenLockFile(files, fd, path, created, options);
        } catch (Throwable noRoom) {
            fd.close();
            throw noRoom;
        }
    }

    /** A child that was forked just now, and has not come to its exec, would keep the locks for as long. */
    private void unlockAll(int open) {
        try {
            locks.unlock(open, LockRange.whole());
        } catch (OutOfMemoryError noRoom) {
            return; // the close gives them back as well, if there is no such child
        }
    }

    static OpenLockFile open(Path path, LockFileOptions options) {
        FileCalls files = Libc.get().files();
        String text = path.equals(EMPTY) ? "" : PathBytes.text(PathBytes.of(path));
        String name = path.toString();
        while (true) {
            Optional<OpenLockFile> existing = openExisting(files, text, name, options);
            if (existing.isPresent()) {
                return existing.get();
            }
            int flags = flags(options) | FileConstants.O_CREAT | FileConstants.O_EXCL;
            String description = description(name);
            int number = files.open(text, flags, options.mode());
            if (number >= 0) {
                return created(files, number, description, name, options);
            }
            if (number != -Errno.EEXIST.number()) {
                throw LockErrors.open(name, options.access(), -number, null);
            }
        }
    }

    /** The same file with a description of its own. The path is not looked up again. */
    OpenLockFile reopen(LockFileOptions options) {
        int number = fd.acquire("open");
        try {
            int flags = flags(options) & ~FileLayouts.CURRENT.oNofollow();
            int again = files.open(OPEN_HERE + number, flags);
            if (again < 0) {
                throw LockErrors.reopen(path, options.access(), -again, FileStatus.ofDescriptor(files, number));
            }
            return own(again, fd.description(), path, false, options);
        } finally {
            fd.release();
        }
    }

    /** Empty where the file is missing and may be made. Without {@code O_CREAT}, which folders for all refuse on others' files. */
    private static Optional<OpenLockFile> openExisting(
            FileCalls files, String text, String name, LockFileOptions options) {
        // To open a device or a FIFO can have an effect, so it is better not opened at all.
        FileStatus found = status(files, text, options);
        if (found != null && found.type() != FileType.REGULAR) {
            throw LockErrors.notAFile(name, found);
        }
        String description = description(name);
        int number = files.open(text, flags(options));
        if (number == -Errno.ENOENT.number() && options.isCreateIfMissing() && !isDangling(files, text, options)) {
            return Optional.empty();
        }
        if (number < 0) {
            throw LockErrors.open(name, options.access(), -number, found);
        }
        OpenLockFile file = own(number, description, name, false, options);
        try {
            file.checkIsRegular(); // another file may have taken its place meanwhile
            return Optional.of(file);
        } catch (Throwable refused) {
            file.fd.close();
            throw refused;
        }
    }

    private void checkIsRegular() {
        FileStatus opened = FileStatus.ofDescriptor(files, fd.number());
        if (opened == null || opened.type() != FileType.REGULAR) {
            throw LockErrors.notAFile(path, opened);
        }
    }

    /** A link that leads to no file: to make one beside it is impossible. */
    private static boolean isDangling(FileCalls files, String text, LockFileOptions options) {
        return options.isFollowSymbolicLink()
                && FileStatus.ofPath(files, text, FileConstants.AT_SYMLINK_NOFOLLOW) != null;
    }

    private static @Nullable FileStatus status(FileCalls files, String text, LockFileOptions options) {
        int flags = options.isFollowSymbolicLink() ? 0 : FileConstants.AT_SYMLINK_NOFOLLOW;
        return FileStatus.ofPath(files, text, flags);
    }

    private static OpenLockFile created(
            FileCalls files, int number, String description, String name, LockFileOptions options) {
        int result = files.fchmod(number, options.mode()); // the umask may have taken bits away
        if (result < 0) {
            files.close(number);
            throw new ErrnoException("fchmod", name, -result, "The file was made, without its mode.");
        }
        return own(number, description, name, true, options);
    }

    private static String description(String path) {
        return "lock file " + path;
    }

    private static int flags(LockFileOptions options) {
        return options.access().flags()
                | FileConstants.O_CLOEXEC
                | FileConstants.O_NONBLOCK
                | FileConstants.O_NOCTTY
                | (options.isFollowSymbolicLink() ? 0 : FileLayouts.CURRENT.oNofollow());
    }

    OwnedFd fd() {
        return fd;
    }

    KernelLocks locks() {
        return locks;
    }

    String path() {
        return path;
    }

    boolean wasCreated() {
        return created;
    }

    void checkOpen() {
        if (!fd.isOpen()) {
            throw closed();
        }
    }

    ClosedHandleException closed() {
        return new ClosedHandleException(locks.function(), path, "The handle was closed.");
    }

    /** Between an acquire and a release. */
    Optional<LockRange> ownClassicLock(LockMode mode, LockRange range) {
        Optional<LockRange> inTheWay = locks.ownClassicLock(fd.number(), mode, range);
        if (inTheWay.isPresent() || locks instanceof FlockLocks) {
            return inTheWay;
        }
        return HolderSearch.ownClassicLock(kernelName(), mode, range);
    }

    /** All locks of others. */
    List<LockHolder> holders() {
        fd.acquire(locks.function());
        try {
            return new HolderSearch(kernelName(), fd.number(), UNBOUNDED_NANOS).all();
        } finally {
            fd.release();
        }
    }

    /** Another's lock that is in the way of one. */
    Optional<LockHolder> holder(LockKind kind, LockMode mode, LockRange range) {
        fd.acquire(locks.function());
        try {
            return new HolderSearch(kernelName(), fd.number(), UNBOUNDED_NANOS)
                    .first(holder -> holder.conflictsWith(kind, mode, range));
        } finally {
            fd.release();
        }
    }

    /** Who is in the way, for a sentence. */
    String inTheWay(LockKind kind, LockMode mode, LockRange range) {
        if (!fd.acquire()) {
            return "";
        }
        try {
            return LockErrors.inTheWay(new HolderSearch(kernelName(), fd.number(), BRIEF_SEARCH_NANOS)
                    .first(holder -> holder.conflictsWith(kind, mode, range)));
        } finally {
            fd.release();
        }
    }

    private String kernelName() {
        if (kernelName == null) {
            kernelName = LockedFile.name(files, fd.number()).orElse(null);
        }
        String known = kernelName;
        return known != null ? known : LockedFile.nameByStatus(files, fd.number());
    }
}
