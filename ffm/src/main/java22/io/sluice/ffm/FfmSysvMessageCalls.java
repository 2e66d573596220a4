package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.SysvMessageCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System V message queues, on {@code java.lang.foreign}. */
final class FfmSysvMessageCalls implements SysvMessageCalls {
    @Override
    public int msgget(int key, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.MSGGET.invokeExact(errno, key, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int msgsnd(int id, long message, long length, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.MSGSND.invokeExact(errno, id, message, length, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long msgrcv(int id, long message, long length, long type, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Handles.MSGRCV.invokeExact(errno, id, message, length, type, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int msgctl(int id, int command, long buffer) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.MSGCTL.invokeExact(errno, id, command, buffer), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle MSGGET = function("msgget", INT, INT, INT);
        static final MethodHandle MSGSND = function("msgsnd", INT, INT, POINTER, LONG, INT);
        static final MethodHandle MSGRCV = function("msgrcv", LONG, INT, POINTER, LONG, LONG, INT);
        static final MethodHandle MSGCTL = function("msgctl", INT, INT, INT, POINTER);

        private Handles() {}
    }
}
