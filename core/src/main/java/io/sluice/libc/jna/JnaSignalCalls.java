package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalLayouts;

/** Signals and threads, on JNA. */
final class JnaSignalCalls implements SignalCalls {
    private static final SignalLayouts LAYOUTS = SignalLayouts.CURRENT;

    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int gettid() {
        return (int) SystemCalls.call(LAYOUTS.sysGettid(), 0, 0, 0, 0, 0);
    }

    @Override
    public int tgkill(int pid, int tid, int signal) {
        return (int) SystemCalls.call(LAYOUTS.sysTgkill(), pid, tid, signal, 0, 0);
    }

    @Override
    public int kill(int pid, int signal) {
        return result(DIRECT.calls().kill(pid, signal));
    }

    @Override
    public int sigqueue(int pid, int signal, long value) {
        return result(DIRECT.calls().sigqueue(pid, signal, value));
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
        return result(DIRECT.calls().signalfd(fd, signals, flags));
    }

    @Override
    public int getuid() {
        return DIRECT.calls().getuid();
    }

    @Override
    public long sigdescrNp(int signal) {
        long function =
                CLibrary.symbol("sigdescr_np"); // C libraries before glibc 2.32 do not have it, so it is not mapped
        return function == 0 ? 0 : Function.getFunction(new Pointer(function)).invokeLong(new Object[] {signal});
    }

    @Override
    public long strsignal(int signal) {
        return DIRECT.calls().strsignal(signal);
    }

    @Override
    public int sigaction(int signal, long action, long previous) {
        return result(DIRECT.calls().sigaction(signal, action, previous));
    }

    @Override
    public int pthreadSigmask(int how, long signals) {
        return -DIRECT.calls().pthread_sigmask(how, signals, 0);
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int kill(int pid, int signal);

        /** A {@code union sigval} is passed as the 64-bit number that fills it. */
        native int sigqueue(int pid, int signal, long value);

        native int signalfd(int fd, long signals, int flags);

        native int getuid();

        native long strsignal(int signal);

        native int sigaction(int signal, long action, long previous);

        native int pthread_sigmask(int how, long signals, long previous);
    }
}
