package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.errno.Errno;
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
        return SystemCalls.callWithoutErrno(LAYOUTS.sysTgkill(), pid, tid, signal) == 0 ? 0 : -Errno.EINVAL.number();
    }

    @Override
    public int kill(int pid, int signal) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.KILL.invokeExact(errno, pid, signal), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int sigqueue(int pid, int signal, long value) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SIGQUEUE.invokeExact(errno, pid, signal, value), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int rtSigqueueinfo(int pid, int signal, long info) {
        return (int) SystemCalls.call(LAYOUTS.sysRtSigqueueinfo(), pid, signal, info, 0, 0);
    }

    @Override
    public int rtTgsigqueueinfo(int pid, int tid, int signal, long info) {
        return (int) SystemCalls.call(LAYOUTS.sysRtTgsigqueueinfo(), pid, tid, signal, info, 0);
    }

    @Override
    public int signalfd(int fd, long signals, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.SIGNALFD.invokeExact(errno, fd, signals, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int getuid() {
        try {
            return (int) Handles.GETUID.invokeExact();
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long sigdescrNp(int signal) {
        if (CLibrary.find("sigdescr_np").isEmpty()) { // in glibc since 2.32
            return 0;
        }
        try {
            return (long) Descriptions.SIGDESCR_NP.invokeExact(signal);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long strsignal(int signal) {
        try {
            return (long) Handles.STRSIGNAL.invokeExact(signal);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int sigaction(int signal, long action, long previous) {
        try {
            return (int) Handles.SIGACTION.invokeExact(signal, action, previous) == 0 ? 0 : -Errno.EINVAL.number();
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

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle SIGACTION = functionWithoutErrno("sigaction", INT, INT, POINTER, POINTER);
        /** Answers the error number itself. */
        static final MethodHandle PTHREAD_SIGMASK = functionWithoutErrno("pthread_sigmask", INT, INT, POINTER, POINTER);

        static final MethodHandle KILL = function("kill", INT, INT, INT);
        /** A {@code union sigval} is passed as the 64-bit number that fills it. */
        static final MethodHandle SIGQUEUE = function("sigqueue", INT, INT, INT, LONG);

        static final MethodHandle SIGNALFD = function("signalfd", INT, INT, POINTER, INT);
        static final MethodHandle GETUID = functionWithoutErrno("getuid", INT);
        static final MethodHandle STRSIGNAL = functionWithoutErrno("strsignal", POINTER, INT);

        private Handles() {}
    }

    /** Linked only where the C library has it. */
    static final class Descriptions {
        static final MethodHandle SIGDESCR_NP = functionWithoutErrno("sigdescr_np", POINTER, INT);

        private Descriptions() {}
    }
}
