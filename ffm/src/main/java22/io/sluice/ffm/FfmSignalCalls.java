package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalLayouts;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Signals and threads, on {@code java.lang.foreign}. */
final class FfmSignalCalls implements SignalCalls {
    private static final SignalLayouts LAYOUTS = SignalLayouts.CURRENT;

    @Override
    public int gettid() {
        return (int) SystemCalls.call(LAYOUTS.sysGettid(), 0, 0, 0, 0, 0);
    }

    @Override
    public int tgkill(int pid, int tid, int signal) {
        return (int) SystemCalls.call(LAYOUTS.sysTgkill(), pid, tid, signal, 0, 0);
    }

    @Override
    public int sigaction(int signal, long action, long previous) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SIGACTION.invokeExact(errno, signal, action, previous), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int pthreadSigmask(int how, long signals) {
        try {
            return -(int) Handles.PTHREAD_SIGMASK.invokeExact(how, signals, 0L);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long symbol(String function) {
        return CLibrary.find(function).map(MemorySegment::address).orElse(0L);
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle SIGACTION = function("sigaction", INT, INT, POINTER, POINTER);
        /** Answers the error number itself. */
        static final MethodHandle PTHREAD_SIGMASK = functionWithoutErrno("pthread_sigmask", INT, INT, POINTER, POINTER);

        private Handles() {}
    }
}
