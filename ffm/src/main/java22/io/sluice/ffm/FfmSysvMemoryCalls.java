package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.errno.Errno;
import io.sluice.libc.SysvMemoryCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System V shared memory, on {@code java.lang.foreign}. */
final class FfmSysvMemoryCalls implements SysvMemoryCalls {
    @Override
    public int shmget(int key, long size, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SHMGET.invokeExact(errno, key, size, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long shmat(int id, long address, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Handles.SHMAT.invokeExact(errno, id, address, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int shmdt(long address) {
        try {
            return (int) Handles.SHMDT.invokeExact(address) == 0 ? 0 : -Errno.EINVAL.number();
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int shmctl(int id, int command, long argument) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SHMCTL.invokeExact(errno, id, command, argument), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle SHMGET = function("shmget", INT, INT, LONG, INT);
        static final MethodHandle SHMAT = function("shmat", POINTER, INT, POINTER, INT);
        static final MethodHandle SHMDT = functionWithoutErrno("shmdt", INT, POINTER);
        static final MethodHandle SHMCTL = function("shmctl", INT, INT, INT, POINTER);

        private Handles() {}
    }
}
