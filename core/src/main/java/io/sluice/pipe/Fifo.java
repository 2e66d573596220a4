package io.sluice.pipe;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.files.SettledMode;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.Libc;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes, describes and removes FIFOs, which are pipes with a name in the file system.
 *
 * <pre>{@code
 * Path path = Path.of("/run/plant/readings");
 * Fifo.createIfMissing(path, 0660);
 * System.out.println(Fifo.info(path).capacity());
 * Fifo.remove(path);
 * }</pre>
 *
 * <p>The file is only the name: the bytes are in the kernel, and they are gone when the last process has closed the FIFO. A
 * FIFO that is removed goes on to work for those who have it open.
 *
 * <p>May be used from any thread.
 *
 * @see "fifo(7)"
 */
public final class Fifo {
    /** The mode of a FIFO of which nothing else was said: its owner alone may use it. */
    public static final int DEFAULT_MODE = 0600;

    private static final int PERMISSIONS = 0777;
    /** How often a FIFO may be removed between two calls: a bound for a kernel that does not say what is at the path. */
    private static final int REMOVALS = 100;

    static {
        PipeErrors.load();
    }

    private Fifo() {}

    /**
     * Makes a FIFO that only its owner may use, with mode 0600.
     *
     * @param path where
     * @throws IllegalArgumentException as for {@link #create(Path, int)}
     * @throws ErrnoException as for {@link #create(Path, int)}
     * @see "mkfifo(3)"
     */
    public static void create(Path path) {
        create(path, DEFAULT_MODE);
    }

    /**
     * Makes a FIFO.
     *
     * @param path where
     * @param mode the permission bits, from 0 to 0777. They are set exactly so, whatever the umask; for a moment they may be
     *     fewer, never more
     * @throws IllegalArgumentException if the mode has other bits, or the path is no UTF-8, or not one of the default file
     *     system
     * @throws ErrnoException if something is at this path ({@code EEXIST}), the folder does not exist ({@code ENOENT}), this
     *     user may not write to it ({@code EACCES}), it is read-only ({@code EROFS}) or full ({@code ENOSPC}), or
     *     descriptors are used up ({@code EMFILE}, {@code ENFILE}): to set the mode takes one. No FIFO is made then
     * @see "mkfifo(3)"
     */
    public static void create(Path path, int mode) {
        checkMode(mode);
        FileCalls files = Libc.get().files();
        FifoPath place = FifoPath.of(path);
        int result = files.mkfifo(place.text(), mode);
        if (result < 0) {
            throw PipeErrors.create(place.name(), -result);
        }
        setMode(files, place, mode);
    }

    /**
     * Makes a FIFO that only its owner may use, with mode 0600, unless there is one. What mode that has and whose it is does not
     * matter.
     *
     * @param path where; a symbolic link counts as another file
     * @return true if it was made now
     * @throws IllegalArgumentException as for {@link #createIfMissing(Path, int)}
     * @throws ErrnoException as for {@link #createIfMissing(Path, int)}, but for another mode
     * @see "mkfifo(3)"
     */
    public static boolean createIfMissing(Path path) {
        return createIfMissing(path, DEFAULT_MODE, false);
    }

    /**
     * Makes a FIFO, unless there is one with this mode. Whose it is does not matter. Where the mode lacks bits, this waits up to a
     * tenth of a second for them: another process may be making the FIFO at this moment.
     *
     * @param path where; a symbolic link counts as another file
     * @param mode the permission bits, from 0 to 0777
     * @return true if it was made now
     * @throws IllegalArgumentException if the mode has other bits, or the path is no UTF-8, or not one of the default file
     *     system
     * @throws ErrnoException if a FIFO with another mode is there ({@code EEXIST}), or a symbolic link ({@code ELOOP}), a
     *     folder ({@code EISDIR}) or another file that is no FIFO ({@code EINVAL}); otherwise as for
     *     {@link #create(Path, int)}
     * @see "mkfifo(3)"
     */
    public static boolean createIfMissing(Path path, int mode) {
        checkMode(mode);
        return createIfMissing(path, mode, true);
    }

    private static boolean createIfMissing(Path path, int mode, boolean modeCounts) {
        FileCalls files = Libc.get().files();
        FifoPath place = FifoPath.of(path);
        int result = files.mkfifo(place.text(), mode);
        for (int i = 0; result == -Errno.EEXIST.number() && i < REMOVALS; i++) {
            if (isThere(files, place, mode, modeCounts)) {
                return false;
            }
            result = files.mkfifo(place.text(), mode); // what was there is gone
        }
        if (result < 0) {
            throw PipeErrors.create(place.name(), -result);
        }
        setMode(files, place, mode);
        return true;
    }

    private static boolean isThere(FileCalls files, FifoPath place, int mode, boolean modeCounts) {
        if (modeCounts) {
            SettledMode.await(mode, () -> {
                FileStatus found = look(files, place);
                return found == null ? -1 : found.mode();
            });
        }
        FileStatus found = look(files, place);
        if (found == null) {
            return false;
        }
        if (found.type() != FileType.FIFO) {
            throw PipeErrors.notAFifo("mkfifo", place.name(), found.type());
        }
        if (modeCounts && found.mode() != mode) {
            throw PipeErrors.otherMode(place.name(), mode, found);
        }
        return true;
    }

    private static @Nullable FileStatus look(FileCalls files, FifoPath place) {
        return FileStatus.ofPath(files, place.text(), FileConstants.AT_SYMLINK_NOFOLLOW);
    }

    private static void checkMode(int mode) {
        if ((mode & ~PERMISSIONS) != 0) {
            throw new IllegalArgumentException(String.format(
                    "the mode of a FIFO is from 0 to 0777, but was %s0%o", mode < 0 ? "negative: " : "", mode));
        }
    }

    /** A FIFO whose mode cannot be set is not left behind. This needs no descriptor, of which there may be none. */
    private static void removeAgain(FileCalls files, FifoPath place) {
        FileStatus found = look(files, place);
        if (found != null && found.type() == FileType.FIFO) {
            files.unlink(place.text());
        }
    }

    /**
     * Gives a new FIFO the bits that the umask has taken away. The FIFO is held by a descriptor that opens nothing
     * meanwhile, so that no other file which takes its place is changed.
     */
    private static void setMode(FileCalls files, FifoPath place, int mode) {
        int flags = FileConstants.O_PATH | FileConstants.O_CLOEXEC | FileLayouts.CURRENT.oNofollow();
        String path = place.name();
        int number = files.open(place.text(), flags);
        if (number == -Errno.ENOENT.number()) {
            return; // it was made, and another process has removed it already
        }
        if (number < 0) {
            removeAgain(files, place);
            throw PipeErrors.create(path, -number);
        }
        try {
            FileStatus made = FileStatus.ofDescriptor(files, number);
            if (made == null || made.type() != FileType.FIFO) {
                throw PipeErrors.notAFifo("chmod", path, made == null ? FileType.OTHER : made.type());
            }
            int result = made.mode() == mode ? 0 : files.chmod("/proc/self/fd/" + number, mode);
            if (result < 0) {
                throw new ErrnoException("chmod", path, -result, "The FIFO was made, with " + made.access() + ".");
            }
        } finally {
            files.close(number);
        }
    }

    /**
     * Removes a FIFO, and nothing else. Processes that have it open can still use it.
     *
     * @param path the FIFO; a symbolic link is not followed
     * @throws IllegalArgumentException if the path is no UTF-8, or not one of the default file system
     * @throws ErrnoException if there is nothing at this path ({@code ENOENT}), a symbolic link ({@code ELOOP}), a folder
     *     ({@code EISDIR}) or another file that is no FIFO ({@code EINVAL}), or if this user may not remove it
     *     ({@code EACCES}, {@code EPERM})
     * @see "unlink(2)"
     */
    public static void remove(Path path) {
        FileCalls files = Libc.get().files();
        FifoPath place = FifoPath.of(path);
        String name = place.name();
        FileStatus found = look(files, place);
        if (found != null && found.type() != FileType.FIFO) {
            throw PipeErrors.notAFifo("unlink", name, found.type());
        }
        int result = files.unlink(place.text());
        if (result < 0) {
            throw PipeErrors.remove(name, -result);
        }
    }

    /**
     * Describes a FIFO. The kernel answers only to a process that has it open, so this opens it for reading and closes it
     * again: a process that waits for a reader to open it for writing goes on, and gets {@code EPIPE} if no other reader
     * comes.
     *
     * @param path the FIFO; a symbolic link is refused
     * @return what it is like now
     * @throws IllegalArgumentException as for {@link PipeReadEnd#open(Path)}
     * @throws ErrnoException as for {@link PipeReadEnd#open(Path)}
     */
    public static FifoInfo info(Path path) {
        try (PipeReadEnd end = PipeReadEnd.open(path)) {
            FileStatus status = end.status();
            return new FifoInfo(status.mode(), status.userId(), status.groupId(), end.capacity(), end.readableBytes());
        }
    }
}
