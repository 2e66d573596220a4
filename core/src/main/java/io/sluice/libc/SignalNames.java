package io.sluice.libc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of signals without their {@code SIG}; the same on x86-64 and on aarch64. */
public final class SignalNames {
    /** Those of the standard signals, by number, from 1 on. */
    public static final List<String> STANDARD = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private static final int LAST_COUNTED_FROM_RTMIN = (SignalConstants.SIGRTMIN + SignalConstants.SIGRTMAX) / 2;

    private SignalNames() {}

    /**
     * The name of a signal, as {@code kill -l} shows it: a real-time signal counts from the nearer end of their range.
     *
     * @param signal the number
     * @return such as {@code TERM}, {@code RTMIN+3} or {@code RTMAX}; null if no signal that programs may use has the number
     */
    public static @Nullable String of(int signal) {
        if (signal >= 1 && signal <= STANDARD.size()) {
            return STANDARD.get(signal - 1);
        }
        if (signal < SignalConstants.SIGRTMIN || signal > SignalConstants.SIGRTMAX) {
            return null;
        }
        return signal <= LAST_COUNTED_FROM_RTMIN
                ? "RTMIN" + distance('+', signal - SignalConstants.SIGRTMIN)
                : "RTMAX" + distance('-', SignalConstants.SIGRTMAX - signal);
    }

    private static String distance(char sign, int distance) {
        return distance == 0 ? "" : sign + Integer.toString(distance);
    }
}
