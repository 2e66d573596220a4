package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

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
    public int sigaction(int signal, long action, long previous) {
        return result(DIRECT.calls().sigaction(signal, action, previous));
    }

    @Override
    public int pthreadSigmask(int how, long signals) {
        return -DIRECT.calls().pthread_sigmask(how, signals, 0);
    }

    @Override
    public long symbol(String function) {
        try {
            return Pointer.nativeValue(CLibrary.opened().getFunction(function));
        } catch (UnsatisfiedLinkError none) {
            return 0;
        }
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native int sigaction(int signal, long action, long previous);

        native int pthread_sigmask(int how, long signals, long previous);
    }
}
