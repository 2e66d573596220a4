package io.sluice.lock;

import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's answers about locks into what happened and what to do. */
final class LockErrors {
    private LockErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("", LockAccess.READ, Errno.EMFILE.number(), null);
    }

    static ErrnoException open(String path, LockAccess access, int errno, @Nullable FileStatus found) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no such file, or no such folder.";
            case EACCES -> noAccess(access, found);
            case ELOOP ->
                "This is a symbolic link, which is not followed: give the path of the file itself, or allow the link"
                        + " (followSymbolicLink).";
            case EISDIR -> "This is a folder: lock a file in it.";
            case EMFILE ->
                "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise the"
                        + " limit.";
            case ENFILE -> "The system's table of open files is full: see /proc/sys/fs/file-max.";
            case EROFS -> "A file on it can be opened for reading alone (LockAccess.READ).";
            default -> "";
        };
        return new ErrnoException("open", path, errno, remedy);
    }

    static ErrnoException reopen(String path, LockAccess access, int errno, @Nullable FileStatus found) {
        return Errno.of(errno) == Errno.ENOENT
                ? new ErrnoException("open", path, errno, "/proc is not mounted.")
                : open(path, access, errno, found);
    }

    private static String noAccess(LockAccess access, @Nullable FileStatus found) {
        return found == null
                ? "This user may not write to the folder, or may not search one on the path."
                : "The file has " + found.access() + ", which do not let this user open it for " + access.words() + ".";
    }

    static ErrnoException notAFile(String path, @Nullable FileStatus found) {
        FileType type = found == null ? FileType.OTHER : found.type();
        return switch (type) {
            case SYMBOLIC_LINK -> open(path, LockAccess.READ, Errno.ELOOP.number(), found);
            case FOLDER -> open(path, LockAccess.READ, Errno.EISDIR.number(), found);
            default -> new ErrnoException("open", path, Errno.EINVAL, "This is " + type + ": lock a regular file.");
        };
    }

    /** The kernel would answer EBADF, which says nothing. */
    static ErrnoException noAccessFor(String path, LockMode mode, LockAccess access) {
        return new ErrnoException(
                "fcntl",
                path,
                Errno.EBADF,
                "The file was opened for " + access.words() + ", and " + mode.words() + " wants it open for "
                        + (mode == LockMode.SHARED ? LockAccess.READ : LockAccess.WRITE).words()
                        + " as well: see LockFileOptions.access.");
    }

    static ErrnoException lock(String function, String path, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOLCK ->
                "The kernel has no room for one more lock, or the lock server of this file system does not answer.";
            case EINVAL, EOPNOTSUPP -> "The file system has no locks of this kind.";
            case ENOMEM -> "The kernel or the JVM has no memory.";
            default -> "";
        };
        return new ErrnoException(function, path, errno, remedy);
    }

    static ErrnoException ownClassicLock(String path, LockRange range) {
        return new ErrnoException(
                "fcntl",
                path,
                Errno.EDEADLK,
                "This process has a classic lock on " + range
                        + " itself, as FileChannel.lock takes it. It conflicts with a lock of Sluice on the same bytes, and to"
                        + " wait for oneself has no end: release that lock, or use one kind for all.");
    }

    static ErrnoException upgrade(String path) {
        return new ErrnoException(
                "flock",
                path,
                Errno.EOPNOTSUPP,
                "A shared lock of flock is not made exclusive: the kernel would give it back first, and might give the file"
                        + " to another process. Unlock and lock again if that may happen, or use LockKind.OFD, which keeps"
                        + " the shared lock until it has the exclusive one.");
    }

    static ErrnoException otherWait(String path, LockMode underWay) {
        return new ErrnoException(
                "flock",
                path,
                Errno.EBUSY,
                "This handle waits for " + underWay.words()
                        + " already, and has one lock of flock at most: open another handle.");
    }

    static ErrnoException timeout(String function, String path, String holder) {
        return new AcquireTimeoutException(function, path, "No lock came in time. " + holder);
    }

    /** Who is in the way, for a sentence. */
    static String inTheWay(Optional<LockHolder> holder) {
        return holder.map(LockHolder::sentence)
                .orElse("Nobody was seen who holds it: the lock was given back just now, or its holder is in another"
                        + " container or on another machine.");
    }
}
