package io.sluice.sysvmsg;

import io.sluice.fd.internal.CloseActions;

/** Whether a handle is open, what it may be used for, and what runs when it is closed. */
final class OpenState {
    private final String name;
    private final SysvAccess access;
    private final CloseActions closeHooks = new CloseActions();

    OpenState(String name, SysvAccess access) {
        this.name = name;
        this.access = access;
    }

    boolean isOpen() {
        return !closeHooks.isClosed();
    }

    void checkOpen(String call) {
        if (closeHooks.isClosed()) {
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
        return closeHooks.add(hook);
    }

    void removeCloseHook(Runnable hook) {
        closeHooks.remove(hook);
    }

    /** Closes; true at the first call, behind which {@link #runCloseHooks()} is to follow. */
    boolean close() {
        return closeHooks.close();
    }

    void runCloseHooks() {
        closeHooks.run();
    }
}
