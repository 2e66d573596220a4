package io.sluice.blocking;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * The signal that interrupts a thread in the kernel.
 *
 * <p>It is a real-time signal with a handler that does nothing, installed without {@code SA_RESTART}: a blocked call
 * returns {@code EINTR}, and nothing else happens. A signal with its default action would end the JVM, and one that
 * somebody else handles or blocks is theirs. So the highest real-time signal that nobody uses is taken, below those that
 * the JDK uses itself once its network classes are loaded.
 *
 * <p>The handler stays for as long as the process. The library finds it again where it is loaded once more by another class
 * loader, so a process uses one signal however often an application is deployed in it.
 *
 * <p>Before each signal the handler is looked at. Where other code has changed it, a warning goes to the {@link
 * System.Logger} {@code io.sluice.blocking}. The handler is then installed again, or another signal is taken where this one
 * has a new owner.
 *
 * <pre>{@code
 * System.out.println("Sluice interrupts its threads by signal " + WakeSignal.installed().number());
 * }</pre>
 *
 * @see "signal(7)"
 */
public final class WakeSignal {
    /** The system property that names the signal by its number. */
    public static final String PROPERTY = "io.sluice.signal";

    /** The JDK takes {@code SIGRTMAX - 2} when its network classes are loaded, which may be after us. */
    private static final int HIGHEST = SignalConstants.SIGRTMAX - 3;

    private static final System.Logger LOG = System.getLogger("io.sluice.blocking");

    private static volatile @Nullable WakeSignal installed;

    private final SignalCalls libc;
    private final SignalActions actions;
    private final int processId = (int) ProcessHandle.current().pid();
    private volatile int number;
    private boolean reportedUseless;

    private WakeSignal(SignalCalls libc, SignalActions actions, int number) {
        this.libc = libc;
        this.actions = actions;
        this.number = number;
    }

    /**
     * The signal of this JVM, installed at the first call.
     *
     * @return the signal
     * @throws IllegalStateException if the signal that {@link #PROPERTY} names is not a real-time signal or is used already,
     *     or if no real-time signal is free
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
     * The signal's number. It changes where other code takes the signal over.
     *
     * @return such as 61
     */
    public int number() {
        return number;
    }

    static WakeSignal install(SignalCalls libc, @Nullable String asked) {
        SignalActions actions = new SignalActions(libc);
        int number = asked == null ? foundOrFree(actions) : realTimeSignal(asked);
        if (number == 0) {
            throw new IllegalStateException("Every real-time signal of this process is used already, and Sluice needs"
                    + " one to interrupt a thread that waits in the kernel.");
        }
        SignalActions.User user = actions.userOf(number);
        if (user == SignalActions.User.NOBODY) {
            if (!actions.install(number)) {
                return install(libc, asked); // somebody has taken it since the look
            }
        } else if (user != SignalActions.User.LIBRARY) {
            throw new IllegalStateException("Signal " + number + ", which " + PROPERTY
                    + " asks for, is handled or blocked by somebody else already: choose another real-time signal.");
        }
        return new WakeSignal(libc, actions, number);
    }

    /** The signal that has the library's handler already, or the highest one that nobody uses; 0 if there is none. */
    private static int foundOrFree(SignalActions actions) {
        int free = 0;
        for (int number = HIGHEST; number >= SignalConstants.SIGRTMIN; number--) {
            SignalActions.User user = actions.userOf(number);
            if (user == SignalActions.User.LIBRARY) {
                return number;
            }
            if (user == SignalActions.User.NOBODY && free == 0) {
                free = number;
            }
        }
        return free;
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

    /** The calling thread's id for {@link #sendTo}. The signal is let through on it, whatever it inherited. */
    int prepareThread(int signal) {
        NativeMemory set = NativeMemory.allocate(SignalLayouts.SIGSET_SIZE);
        set.bytes().putLong(0, 1L << (signal - 1));
        libc.pthreadSigmask(SignalConstants.SIG_UNBLOCK, set.address());
        set.keepAlive();
        return libc.gettid();
    }

    /** Interrupts a thread. A signal that does not have the library's handler is not sent: it could end the process. */
    synchronized void sendTo(int threadId, KernelWait wait) {
        if (actions.userOf(number) == SignalActions.User.LIBRARY || restored(wait)) {
            libc.tgkill(processId, threadId, number);
        }
    }

    private boolean restored(KernelWait wait) {
        int changed = number;
        actions.lookAtMasks();
        int next = actions.userOf(changed) == SignalActions.User.SOMEBODY ? foundOrFree(actions) : changed;
        if (next == 0) {
            if (!reportedUseless) {
                reportedUseless = true;
                warn(
                        changed,
                        wait,
                        "No other real-time signal is free: it stays in the kernel until its call returns.");
            }
            return false;
        }
        if (!actions.install(next)) {
            return restored(wait); // somebody has taken it since the look
        }
        number = next;
        warn(changed, wait, next == changed ? "It was installed again." : "Signal " + next + " is used from now on.");
        return true;
    }

    private static void warn(int changed, KernelWait wait, String remedy) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Other code has changed what signal {0} does, by which {1} was to be interrupted. {2}",
                changed,
                wait,
                remedy);
    }
}
