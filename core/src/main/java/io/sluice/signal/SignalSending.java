package io.sluice.signal;

import io.sluice.errno.Errno;
import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;

/** Sends signals to processes by their ids, which are checked already. */
final class SignalSending {
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    private SignalSending() {}

    static void kill(int pid, int number) {
        int result = Libc.get().signals().kill(pid, number);
        if (result < 0) {
            throw SignalErrors.send("kill", pid, number, -result);
        }
    }

    static void sigqueue(int pid, int number, int value) {
        int result = Libc.get().signals().sigqueue(pid, number, value & LOWER_HALF);
        if (result < 0) {
            throw SignalErrors.send("sigqueue", pid, number, -result);
        }
    }

    /** A process of another user, which may not be signalled, exists. */
    static boolean exists(int pid) {
        int result = Libc.get().signals().kill(pid, 0);
        return result == 0 || result == -Errno.EPERM.number();
    }

    /** What {@code sigqueue} makes of its arguments. */
    static NativeMemory information(int number, int value) {
        SignalCalls calls = Libc.get().signals();
        NativeMemory info = NativeMemory.allocate(SignalLayouts.SIGINFO_SIZE);
        info.bytes().putInt(SignalLayouts.SIGINFO_SIGNO, number);
        info.bytes().putInt(SignalLayouts.SIGINFO_CODE, SignalConstants.SI_QUEUE);
        info.bytes()
                .putInt(SignalLayouts.SIGINFO_PID, (int) ProcessHandle.current().pid());
        info.bytes().putInt(SignalLayouts.SIGINFO_UID, calls.getuid());
        info.bytes().putLong(SignalLayouts.SIGINFO_VALUE, value & LOWER_HALF);
        return info;
    }
}
