package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.SysvSemaphoreCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System V semaphore sets, on {@code java.lang.foreign}. */
final class FfmSysvSemaphoreCalls implements SysvSemaphoreCalls {
    @Override
    public int semget(int key, int count, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SEMGET.invokeExact(errno, key, count, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int semop(int id, long operations, long count) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SEMOP.invokeExact(errno, id, operations, count), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int semtimedop(int id, long operations, long count, long timeout) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SEMTIMEDOP.invokeExact(errno, id, operations, count, timeout), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int semctl(int id, int index, int command, long argument) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SEMCTL.invokeExact(errno, id, index, command, argument), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle SEMGET = function("semget", INT, INT, INT, INT);
        static final MethodHandle SEMOP = function("semop", INT, INT, POINTER, LONG);
        static final MethodHandle SEMTIMEDOP = function("semtimedop", INT, INT, POINTER, LONG, POINTER);
        /** The union at the end has the size of a pointer. */
        static final MethodHandle SEMCTL = variadic("semctl", 3, INT, INT, INT, INT, POINTER);

        private Handles() {}
    }
}
