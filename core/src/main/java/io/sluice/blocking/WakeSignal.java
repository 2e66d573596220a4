package io.sluice.blocking;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * The signal that calls a thread back out of the kernel.
 *
 * <p>A real-time signal with a handler that does nothing, installed without {@code SA_RESTART}, makes a blocked call
 * return {@code EINTR} and leaves no other trace. The handler is the C library's {@code abs}: code that is there for as
 * long as the process, takes an {@code int} and touches nothing, so that no native code of ours has to be loaded and no
 * Java code runs in signal context. A signal with its default action would kill the JVM; a signal with somebody else's
 * handler is theirs. So the highest real-time signal that nobody handles is taken, below those that the JDK uses for
 * itself once its network classes are loaded.
 *
 * @see "signal(7)"
 */
public final class WakeSignal {
    /** The system property that names the signal by its number. */
    public static final String PROPERTY = "io.sluice.signal";

    /** The JDK takes {@code SIGRTMAX - 2} when its network classes are loaded, which may be after us. */
    private static final int HIGHEST = SignalConstants.SIGRTMAX - 3;

    private static volatile @Nullable WakeSignal installed;

    private final SignalCalls libc;
    private final int number;
    private final int processId = (int) ProcessHandle.current().pid();
    private final NativeMemory asSet;

    private WakeSignal(SignalCalls libc, int number) {
        this.libc = libc;
        this.number = number;
        asSet = NativeMemory.allocate(SignalLayouts.SIGSET_SIZE);
        asSet.bytes().putLong(0, 1L << (number - 1));
    }

    /**
     * The signal of this JVM, installed at the first call.
     *
     * @return the signal
     * @throws IllegalStateException if the signal that {@link #PROPERTY} names is not a real-time signal or has a handler
     *     already, or if no real-time signal is free
     */
    public static WakeSignal installed() {
        WakeSignal signal = installed;
        return signal != null ? signal : installOnce();
    }

    private static synchronized WakeSignal installOnce() {
        WakeSignal signal = installed;
        if (signal == null) {
            signal = install(Libc.get().signals(), System.getProperty(PROPERTY));
            installed = signal;
        }
        return signal;
    }

    /**
     * The signal's number.
     *
     * @return such as 61
     */
    public int number() {
        return number;
    }

    static WakeSignal install(SignalCalls libc, @Nullable String asked) {
        if (asked != null) {
            int wanted = realTimeSignal(asked);
            if (!isFree(libc, wanted)) {
                throw new IllegalStateException("Signal " + wanted + ", which " + PROPERTY
                        + " asks for, has a handler of somebody else already: choose another real-time signal.");
            }
            return take(libc, wanted);
        }
        for (int number = HIGHEST; number >= SignalConstants.SIGRTMIN; number--) {
            if (isFree(libc, number)) {
                return take(libc, number);
            }
        }
        throw new IllegalStateException("Every real-time signal of this process has a handler already, and Sluice needs"
                + " one to call a thread back that waits in the kernel.");
    }

    private static int realTimeSignal(String asked) {
        if (asked.matches("[0-9]{1,3}")) {
            int number = Integer.parseInt(asked);
            if (number >= SignalConstants.SIGRTMIN && number <= SignalConstants.SIGRTMAX) {
                return number;
            }
        }
        throw new IllegalStateException(PROPERTY + "=" + asked + " is not a real-time signal: choose one from "
                + SignalConstants.SIGRTMIN + " to " + SignalConstants.SIGRTMAX + ".");
    }

    private static boolean isFree(SignalCalls libc, int number) {
        NativeMemory action = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);
        int result = libc.sigaction(number, 0, action.address());
        action.keepAlive();
        return result == 0 && action.bytes().getLong(SignalLayouts.SIGACTION_HANDLER) == SignalConstants.SIG_DFL;
    }

    private static WakeSignal take(SignalCalls libc, int number) {
        long doNothing = libc.symbol("abs");
        NativeMemory action = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);
        action.bytes().putLong(SignalLayouts.SIGACTION_HANDLER, doNothing);
        int result = doNothing == 0 ? -1 : libc.sigaction(number, action.address(), 0);
        action.keepAlive();
        if (result != 0) {
            throw new IllegalStateException("sigaction(" + number + ") failed with errno " + -result);
        }
        return new WakeSignal(libc, number);
    }

    /** The calling thread's id for {@link #sendTo}; the signal is let through on it, whatever it inherited. */
    int prepareThread() {
        libc.pthreadSigmask(SignalConstants.SIG_UNBLOCK, asSet.address());
        asSet.keepAlive();
        return libc.gettid();
    }

    void sendTo(int threadId) {
        libc.tgkill(processId, threadId, number);
    }
}
