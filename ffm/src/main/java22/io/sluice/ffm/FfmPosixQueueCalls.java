package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CLibrary.variadic;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueLayouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** POSIX message queues, on {@code java.lang.foreign}. */
final class FfmPosixQueueCalls implements PosixQueueCalls {
    private static final PosixQueueLayouts LAYOUTS = PosixQueueLayouts.CURRENT;

    @Override
    public int mqOpen(String name, int flags, int mode, long attributes) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(name).address();
            return result((int) Handles.MQ_OPEN.invokeExact(errno, address, flags, mode, attributes), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqUnlink(String name) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            return result(
                    (int) Handles.MQ_UNLINK.invokeExact(
                            errno, arena.allocateFrom(name).address()),
                    errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqGetattr(int mqd, long attributes) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.MQ_GETATTR.invokeExact(errno, mqd, attributes), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline) {
        return (int) SystemCalls.call(LAYOUTS.sysMqTimedsend(), mqd, bytes, length, priority, deadline);
    }

    @Override
    public long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline) {
        return SystemCalls.call(LAYOUTS.sysMqTimedreceive(), mqd, buffer, length, priority, deadline);
    }

    @Override
    public int mqNotify(int mqd, long event) {
        return (int) SystemCalls.call(LAYOUTS.sysMqNotify(), mqd, event, 0, 0, 0);
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle MQ_OPEN = variadic("mq_open", 2, INT, POINTER, INT, INT, POINTER);
        static final MethodHandle MQ_UNLINK = function("mq_unlink", INT, POINTER);
        static final MethodHandle MQ_GETATTR = function("mq_getattr", INT, INT, POINTER);

        private Handles() {}
    }
}
