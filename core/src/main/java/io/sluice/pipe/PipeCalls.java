package io.sluice.pipe;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileStatus;
import io.sluice.files.FileType;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;
import java.nio.file.Path;

/** The descriptor of one end of a pipe, how it is opened, and the calls that both ends have. */
final class PipeCalls {
    /** For bytes that come from or go to the heap: as many as a pipe holds. All ends share it, and it never waits. */
    static final NativeMemoryPool COPIES = new NativeMemoryPool(1 << 16);

    private static final String OPEN_HERE = "/proc/self/fd/";

    static {
        PipeErrors.load();
    }

    private final Libc libc;
    private final String name;
    private final OwnedFd fd;

    private PipeCalls(Libc libc, OwnedFd fd, String name) {
        this.libc = libc;
        this.fd = fd;
        this.name = name;
    }

    /** Takes over a descriptor of a pipe, which its end describes. */
    static PipeCalls of(Libc libc, int number, String name, String description) {
        OwnedFd fd = OwnedFd.of(libc.files(), number, description);
        try {
            return new PipeCalls(libc, fd, name);
        } catch (Throwable noRoom) {
            fd.close();
            throw noRoom;
        }
    }

    static PipeCalls open(Path path, SymbolicLinks links, Direction direction) {
        Libc libc = Libc.get();
        FileCalls files = libc.files();
        FifoPath place = FifoPath.of(path);
        String name = place.name();
        // To open a device can have an effect, so it is better not opened at all.
        boolean follow = links == SymbolicLinks.FOLLOW;
        int following = follow ? 0 : FileConstants.AT_SYMLINK_NOFOLLOW;
        FileStatus found = FileStatus.ofPath(files, place.text(), following);
        if (found != null && found.type() != FileType.FIFO) {
            throw PipeErrors.notAFifo("open", name, found.type());
        }
        String end = direction.describe(name);
        int flags = direction.openFlags() | (follow ? 0 : FileLayouts.CURRENT.oNofollow());
        int number = files.open(place.text(), flags);
        if (number < 0) {
            throw PipeErrors.open(name, direction, -number, found);
        }
        checkType(files, number, name); // another file may have taken its place meanwhile
        return of(libc, number, name, end);
    }

    private static void checkType(FileCalls files, int number, String name) {
        FileStatus opened = FileStatus.ofDescriptor(files, number);
        if (opened == null || opened.type() != FileType.FIFO) {
            files.close(number);
            throw PipeErrors.notAFifo("open", name, opened == null ? FileType.OTHER : opened.type());
        }
    }

    /** Opens what a descriptor of this process leads to once more, for an open file of its own. */
    static PipeCalls adopt(int number, String description, Direction direction) {
        Libc libc = Libc.get();
        FileCalls files = libc.files();
        int flags = files.fcntl(number, FileConstants.F_GETFL, 0);
        if (flags < 0) {
            throw PipeErrors.adopt(description, number, direction, -flags);
        }
        FileStatus found = FileStatus.ofDescriptor(files, number);
        if (found == null || found.type() != FileType.FIFO) {
            String object = description + " (descriptor " + number + ")";
            throw PipeErrors.notAFifo("open", object, found == null ? FileType.OTHER : found.type());
        }
        if (!direction.isOf(flags)) {
            throw PipeErrors.adopt(description, number, direction, Errno.EBADF.number());
        }
        String end = direction.describe(description);
        int again = files.open(OPEN_HERE + number, direction.openFlags());
        if (again < 0) {
            throw PipeErrors.adopt(description, number, direction, -again);
        }
        return of(libc, again, description, end);
    }

    String name() {
        return name;
    }

    /** Opens the same pipe once more. */
    PipeCalls reopen(Direction direction) {
        int number = fd.acquire("open");
        try {
            String end = direction.describe(name);
            int again = libc.files().open(OPEN_HERE + number, direction.openFlags());
            if (again < 0) {
                throw PipeErrors.adopt(name, number, direction, -again);
            }
            return of(libc, again, name, end);
        } finally {
            fd.release();
        }
    }

    /** A path by which this process can open the same pipe, for as long as this end is open. */
    Path pathInThisProcess() {
        int number = fd.acquire("open");
        fd.release();
        return Path.of(OPEN_HERE + number);
    }

    OwnedFd fd() {
        return fd;
    }

    Libc libc() {
        return libc;
    }

    int readableBytes() {
        NativeMemory count = NativeMemory.allocate(Integer.BYTES);
        int number = fd.acquire("ioctl");
        int result;
        try {
            result = libc.files().ioctl(number, FileConstants.FIONREAD, count.address());
        } finally {
            fd.release();
        }
        count.keepAlive();
        check("ioctl", result);
        return count.bytes().getInt(0);
    }

    int capacity() {
        return check("fcntl", fcntl(FileConstants.F_GETPIPE_SZ, 0));
    }

    int capacity(int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the capacity must be positive, but was " + bytes);
        }
        int result = fcntl(FileConstants.F_SETPIPE_SZ, bytes);
        if (result < 0) {
            throw PipeErrors.capacity(fd.description(), bytes, -result, readableBytes());
        }
        return result;
    }

    boolean packetMode() {
        return (statusFlags() & FileLayouts.CURRENT.oDirect()) != 0;
    }

    void packetMode(boolean on) {
        int others = statusFlags() & ~FileLayouts.CURRENT.oDirect();
        check("fcntl", fcntl(FileConstants.F_SETFL, on ? others | FileLayouts.CURRENT.oDirect() : others));
    }

    private int statusFlags() {
        return check("fcntl", fcntl(FileConstants.F_GETFL, 0));
    }

    FileStatus status() {
        int number = fd.acquire("statx");
        try {
            FileStatus status = FileStatus.ofDescriptor(libc.files(), number);
            if (status == null) {
                throw new IllegalStateException("the kernel says nothing of " + fd);
            }
            return status;
        } finally {
            fd.release();
        }
    }

    private int fcntl(int command, int argument) {
        int number = fd.acquire("fcntl");
        try {
            return libc.files().fcntl(number, command, argument);
        } finally {
            fd.release();
        }
    }

    private int check(String call, int result) {
        if (result < 0) {
            throw new ErrnoException(call, fd.description(), -result, "");
        }
        return result;
    }

    /** The name of a handle with this end, for people. */
    String toString(Class<?> handle) {
        return handle.getSimpleName() + "(" + name + (fd.isOpen() ? ")" : ", closed)");
    }
}
