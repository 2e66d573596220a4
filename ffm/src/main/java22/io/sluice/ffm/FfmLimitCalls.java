package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.LimitCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Limits of this process, on {@code java.lang.foreign}. */
final class FfmLimitCalls implements LimitCalls {
    @Override
    public int getrlimit(int resource, long limit) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.GETRLIMIT.invokeExact(errno, resource, limit), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle GETRLIMIT = function("getrlimit", INT, INT, POINTER);

        private Handles() {}
    }
}
