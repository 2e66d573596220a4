package io.sluice.pipe;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoReaderException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns the kernel's answers about pipes into what happened and what to do. */
final class PipeErrors {
    private static final String DESCRIPTORS =
            "RLIMIT_NOFILE: this process has as many descriptors open as it may (ulimit -n): close some, or raise the limit.";

    private PipeErrors() {}

    /** Loads what the sentences need: a process that is out of descriptors cannot open a class file. */
    static void load() {
        open("", Direction.READ, Errno.EMFILE.number(), null);
        open("", Direction.WRITE, Errno.ENXIO.number(), null);
        create("", Errno.EMFILE.number());
    }

    static ErrnoException open(String path, Direction direction, int errno, @Nullable FileStatus found) {
        if (Errno.of(errno) == Errno.ENXIO) {
            return new NoReaderException(
                    "open",
                    path,
                    "No process has the FIFO open for reading: start the reader first, or try again later.");
        }
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no FIFO at this path: create it first (Fifo.create).";
            case EACCES -> noAccess(direction, found);
            case ELOOP -> "It is a symbolic link, or its folders are too many of them.";
            default -> shortage(Errno.of(errno));
        };
        return new ErrnoException("open", path, errno, remedy);
    }

    private static String noAccess(Direction direction, @Nullable FileStatus found) {
        return found == null
                ? "This user may not search a folder on the path."
                : "The FIFO has " + found.access() + ", which do not let this user open it for " + direction.use()
                        + ".";
    }

    private static String shortage(Errno errno) {
        return switch (errno) {
            case EMFILE -> DESCRIPTORS;
            case ENFILE ->
                "The system's table of open files is full (/proc/sys/fs/file-max), or this user's pipes have used up"
                        + " /proc/sys/fs/pipe-user-pages-hard.";
            case ENOMEM ->
                "The kernel has no memory for a pipe, or this user's pipes have used up"
                        + " /proc/sys/fs/pipe-user-pages-hard.";
            default -> "";
        };
    }

    /** Something is where a FIFO is expected. */
    static ErrnoException notAFifo(String call, String path, FileType found) {
        return switch (found) {
            case SYMBOLIC_LINK ->
                new ErrnoException(
                        call,
                        path,
                        Errno.ELOOP,
                        "This is a symbolic link, which is not followed: give the path of the FIFO itself, or allow the link"
                                + " (SymbolicLinks.FOLLOW).");
            case FOLDER -> new ErrnoException(call, path, Errno.EISDIR, "This is a folder, not a FIFO.");
            default -> new ErrnoException(call, path, Errno.EINVAL, "This is " + found + ", not a FIFO.");
        };
    }

    static ErrnoException create(String path, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EEXIST -> "Something is at this path already: remove it, or use what is there (createIfMissing).";
            case ENOENT -> "The folder does not exist.";
            case EACCES -> "This user may not write to the folder, or may not search one on the path.";
            default -> shortage(Errno.of(errno));
        };
        return new ErrnoException("mkfifo", path, errno, remedy);
    }

    /** A FIFO is there, and its mode is not what was asked for. */
    static ErrnoException otherMode(String path, int asked, FileStatus found) {
        return new ErrnoException(
                "mkfifo",
                path,
                Errno.EEXIST,
                String.format(
                        "Asked for: mode %04o. Found: a FIFO with %s. Ask for its mode, or for none, or remove it.",
                        asked, found.access()));
    }

    static ErrnoException remove(String path, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT -> "There is no FIFO at this path.";
            case EACCES -> "This user may not write to the folder, or may not search one on the path.";
            case EPERM -> "The folder is sticky, so only the owner of the FIFO or of the folder may remove it.";
            default -> "";
        };
        return new ErrnoException("unlink", path, errno, remedy);
    }

    static ErrnoException makePipe(int errno) {
        return new ErrnoException("pipe2", "a pipe", errno, shortage(Errno.of(errno)));
    }

    static ErrnoException capacity(String object, int asked, int errno, int readableBytes) {
        String remedy = switch (Errno.of(errno)) {
            case EPERM -> overLimit(asked, PipeLimits.maxSize());
            case EBUSY ->
                "It holds " + readableBytes
                        + " unread bytes, in more pages than the new capacity has: wait until they are read.";
            case ENOMEM -> "The kernel has no memory for so large a pipe.";
            default -> "";
        };
        return new ErrnoException("fcntl", object + ", F_SETPIPE_SZ " + asked, errno, remedy);
    }

    private static String overLimit(int asked, OptionalInt limit) {
        if (limit.isPresent() && asked <= limit.getAsInt()) {
            return "This user's pipes have used up /proc/sys/fs/pipe-user-pages-soft: close some, or raise it as root (sysctl"
                    + " -w fs.pipe-user-pages-soft=N).";
        }
        String value = limit.isPresent() ? String.format(Locale.ROOT, " (%d bytes)", limit.getAsInt()) : "";
        return "It is over /proc/sys/fs/pipe-max-size" + value
                + ": ask for less, raise the limit as root (sysctl -w fs.pipe-max-size=N), or give this process the"
                + " capability CAP_SYS_RESOURCE.";
    }

    /** A descriptor that was to be adopted. */
    static ErrnoException adopt(String description, int number, Direction direction, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EBADF -> "This number is not a descriptor that is open for " + direction.use() + ".";
            case EACCES ->
                "Another user has made the pipe, and does not let this one open it again, which it takes to read and write"
                        + " without blocking.";
            case ENOENT -> "It is opened again through /proc/self/fd, and /proc is not mounted.";
            default -> shortage(Errno.of(errno));
        };
        return new ErrnoException("open", description + " (descriptor " + number + ")", errno, remedy);
    }
}
