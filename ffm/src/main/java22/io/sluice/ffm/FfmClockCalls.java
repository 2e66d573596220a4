package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.ClockCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Clocks and timers, on {@code java.lang.foreign}. */
final class FfmClockCalls implements ClockCalls {
    @Override
    public int clockGettime(int clock, long time) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.CLOCK_GETTIME.invokeExact(errno, clock, time), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.TIMERFD_CREATE.invokeExact(errno, clock, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int timerfdSettime(int fd, int flags, long setting, long previous) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.TIMERFD_SETTIME.invokeExact(errno, fd, flags, setting, previous), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int timerfdGettime(int fd, long setting) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.TIMERFD_GETTIME.invokeExact(errno, fd, setting), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle CLOCK_GETTIME = function("clock_gettime", INT, INT, POINTER);
        static final MethodHandle TIMERFD_CREATE = function("timerfd_create", INT, INT, INT);
        static final MethodHandle TIMERFD_SETTIME = function("timerfd_settime", INT, INT, INT, POINTER, POINTER);
        static final MethodHandle TIMERFD_GETTIME = function("timerfd_gettime", INT, INT, POINTER);

        private Handles() {}
    }
}
