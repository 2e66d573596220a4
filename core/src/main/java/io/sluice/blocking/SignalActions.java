package io.sluice.blocking;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What signals do in this process, and whose they are.
 *
 * <p>The library's handler is the C library's {@code abs}: code that is there for as long as the process, takes an {@code
 * int} and touches nothing. So no native code has to be loaded and no Java code runs in signal context. It also makes the
 * signal known again to another copy of this class, in another class loader.
 */
final class SignalActions {
    /** Who uses a signal. */
    enum User {
        /** It has its default action, and no thread that was looked at blocks it. */
        NOBODY,
        /** It has the library's handler. */
        LIBRARY,
        /** It is ignored, or has the library's handler but restarts the calls that it interrupts. */
        CHANGED,
        /** It has another handler, or is blocked: somebody waits for it with {@code sigwait} or {@code signalfd}. */
        SOMEBODY
    }

    private final SignalCalls libc;
    private final long doNothing;
    /** One for all calls, so that an interruption needs no memory. */
    private final NativeMemory action = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);

    private final NativeMemory previous = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);

    private long blocked;

    SignalActions(SignalCalls libc) {
        this.libc = libc;
        doNothing = Libc.get().memory().symbol("abs");
        if (doNothing == 0) {
            throw new IllegalStateException("The C library has no function abs.");
        }
        lookAtMasks();
    }

    /** Finds out which signals are blocked now: in the first thread, whose mask the others inherit, or in this one. */
    final synchronized void lookAtMasks() {
        blocked = blockedIn("/proc/self/status") | blockedIn("/proc/thread-self/status");
    }

    synchronized User userOf(int number) {
        int result = libc.sigaction(number, 0, action.address());
        action.keepAlive();
        if (result != 0) {
            return User.SOMEBODY;
        }
        long handler = action.bytes().getLong(SignalLayouts.SIGACTION_HANDLER);
        if (handler == doNothing) {
            boolean restarts = (action.bytes().getInt(SignalLayouts.SIGACTION_FLAGS) & SignalConstants.SA_RESTART) != 0;
            return restarts ? User.CHANGED : User.LIBRARY;
        }
        if (handler == SignalConstants.SIG_IGN) {
            return User.CHANGED;
        }
        boolean isBlocked = (blocked >>> (number - 1) & 1) != 0;
        return handler == SignalConstants.SIG_DFL && !isBlocked ? User.NOBODY : User.SOMEBODY;
    }

    /**
     * Without {@code SA_RESTART}, so that the call that it interrupts returns.
     *
     * @return false if somebody else has taken the signal since it was looked at; then it is still theirs
     */
    synchronized boolean install(int number) {
        for (int i = 0; i < SignalLayouts.SIGACTION_SIZE; i += Long.BYTES) {
            action.bytes().putLong(i, 0);
        }
        action.bytes().putLong(SignalLayouts.SIGACTION_HANDLER, doNothing);
        sigaction(number, action, previous.address());
        long handler = previous.bytes().getLong(SignalLayouts.SIGACTION_HANDLER);
        boolean free = handler == SignalConstants.SIG_DFL || handler == SignalConstants.SIG_IGN || handler == doNothing;
        if (!free) {
            sigaction(number, previous, 0);
        }
        return free;
    }

    private void sigaction(int number, NativeMemory wanted, long replaced) {
        int result = libc.sigaction(number, wanted.address(), replaced);
        wanted.keepAlive();
        previous.keepAlive();
        if (result != 0) {
            throw new IllegalStateException("sigaction(" + number + ") failed with errno " + -result);
        }
    }

    private static long blockedIn(String status) {
        try {
            // With a name of any bytes in it.
            for (String line : Files.readAllLines(Path.of(status), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("SigBlk:")) {
                    return Long.parseUnsignedLong(line.substring(7).strip(), 16);
                }
            }
        } catch (IOException noProc) {
            return 0; // nothing else shows it, and a blocked signal is rare
        }
        return 0;
    }
}
