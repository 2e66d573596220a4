package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.FileCalls;
import io.sluice.libc.FileLayouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Files, on {@code java.lang.foreign}. */
final class FfmFileCalls implements FileCalls {
    @Override
    public int fcntl(int fd, int command, int argument) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Rare.FCNTL.invokeExact(errno, fd, command, argument), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int statx(int directory, String path, int flags, int mask, long status) {
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return (int) SystemCalls.call(FileLayouts.CURRENT.sysStatx(), directory, address, flags, mask, status);
        }
    }

    @Override
    public int fstatfs(int fd, long status) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Rare.FSTATFS.invokeExact(errno, fd, status), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** A group of its own: most processes need none of these. */
    static final class Rare {
        static final MethodHandle FCNTL = variadic("fcntl", 2, INT, INT, INT, INT);
        static final MethodHandle FSTATFS = function("fstatfs", INT, INT, POINTER);

        private Rare() {}
    }
}
