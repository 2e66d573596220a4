package io.sluice.signal;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;

/** What a signal does in this process: a whole {@code struct sigaction}, so that it can be put back. */
final class SignalAction {
    private final NativeMemory memory;

    private SignalAction(NativeMemory memory) {
        this.memory = memory;
    }

    static SignalAction of(int number) {
        SignalAction action = new SignalAction(NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE));
        sigaction(number, 0, action);
        return action;
    }

    /** Calls that the handler interrupts are restarted, so that other code does not see them fail. */
    static SignalAction handling(long handler) {
        NativeMemory memory = NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE);
        memory.bytes().putLong(SignalLayouts.SIGACTION_HANDLER, handler);
        memory.bytes().putInt(SignalLayouts.SIGACTION_FLAGS, SignalConstants.SA_SIGINFO | SignalConstants.SA_RESTART);
        return new SignalAction(memory);
    }

    /** Returns what the signal did until this moment: nothing comes between. */
    SignalAction install(int number) {
        SignalAction previous = new SignalAction(NativeMemory.allocate(SignalLayouts.SIGACTION_SIZE));
        sigaction(number, memory.address(), previous);
        memory.keepAlive();
        return previous;
    }

    private static void sigaction(int number, long action, SignalAction previous) {
        int result = Libc.get().signals().sigaction(number, action, previous.memory.address());
        previous.memory.keepAlive();
        if (result < 0) {
            throw SignalErrors.descriptor("sigaction", SignalNameParser.of(number), -result);
        }
    }

    long handler() {
        return memory.bytes().getLong(SignalLayouts.SIGACTION_HANDLER);
    }

    boolean hasNoHandler() {
        return handler() == SignalConstants.SIG_DFL || handler() == SignalConstants.SIG_IGN;
    }
}
