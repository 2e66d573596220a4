package io.sluice.sysvmsg;

import java.util.ArrayList;
import java.util.List;

/** Whether a handle is open, what it may be used for, and what runs when it is closed. */
final class OpenState {
    private final String name;
    private final SysvAccess access;
    private final List<Runnable> closeHooks = new ArrayList<>(2);
    private volatile boolean closed;

    OpenState(String name, SysvAccess access) {
        this.name = name;
        this.access = access;
    }

    boolean isOpen() {
        return !closed;
    }

    void checkOpen(String call) {
        if (closed) {
            throw SysvErrors.closed(call, name);
        }
    }

    void checkReceive() {
        checkOpen("msgrcv");
        if (!access.canReceive()) {
            throw SysvErrors.wrongAccess("msgrcv", name, access, SysvAccess.READ);
        }
    }

    void checkSend() {
        checkOpen("msgsnd");
        if (!access.canSend()) {
            throw SysvErrors.wrongAccess("msgsnd", name, access, SysvAccess.WRITE);
        }
    }

    boolean addCloseHook(Runnable hook) {
        synchronized (closeHooks) {
            return !closed && closeHooks.add(hook);
        }
    }

    void removeCloseHook(Runnable hook) {
        synchronized (closeHooks) {
            closeHooks.remove(hook);
        }
    }

    /** Closes, and returns the hooks that are to run; none at a second call. */
    List<Runnable> close() {
        synchronized (closeHooks) {
            closed = true;
            List<Runnable> hooks = List.copyOf(closeHooks);
            closeHooks.clear();
            return hooks;
        }
    }
}
