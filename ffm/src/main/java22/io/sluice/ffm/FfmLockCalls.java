package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.LockCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Locks on files, on {@code java.lang.foreign}. */
final class FfmLockCalls implements LockCalls {
    @Override
    public int fcntl(int fd, int command, long lock) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.FCNTL.invokeExact(errno, fd, command, lock), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int flock(int fd, int operation) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.FLOCK.invokeExact(errno, fd, operation), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle FCNTL = variadic("fcntl", 2, INT, INT, INT, POINTER);
        static final MethodHandle FLOCK = function("flock", INT, INT, INT);

        private Handles() {}
    }
}
