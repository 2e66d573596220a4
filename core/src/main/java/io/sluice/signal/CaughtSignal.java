package io.sluice.signal;

import io.sluice.libc.SignalConstants;

/**
 * A signal that was read, and who sent it.
 *
 * @param signal the signal
 * @param code {@code si_code}: 0 from {@code kill}, -1 from {@code sigqueue}, -6 from {@code tgkill}, more than 0 from the
 *     kernel
 * @param senderPid the id of the process that sent it; 0 if it is in another namespace, or the kernel sent the signal
 * @param senderUid the real user id of that process
 * @param value the value, {@code sival_int} in C; 0 if it was sent without one
 * @param pointer all 64 bits of the value, {@code sival_ptr} in C
 * @see "signalfd(2)"
 * @see "sigaction(2)"
 */
public record CaughtSignal(Signal signal, int code, int senderPid, int senderUid, int value, long pointer) {
    /**
     * Whether it was sent with a value.
     *
     * @return true for {@code sigqueue}, and for the timers and message queues that notify by a signal
     */
    public boolean hasValue() {
        return hasValue(code);
    }

    static boolean hasValue(int code) {
        return code < 0 && code != SignalConstants.SI_TKILL;
    }
}
