package io.sluice.fd.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done when a handle is closed, for those who wait for something of it without a call in the kernel.
 *
 * <p>May be used from any thread.
 */
public final class CloseActions {
    private final List<Runnable> actions = new ArrayList<>(2);
    private volatile boolean closed;

    /** Those of an open handle: none yet. */
    public CloseActions() {}

    /**
     * Whether the handle is closed.
     *
     * @return true behind {@link #close()}
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Adds an action.
     *
     * @param action what to do
     * @return false if the handle is closed; the action is not kept then
     */
    public boolean add(Runnable action) {
        synchronized (actions) {
            return !closed && actions.add(action);
        }
    }

    /**
     * Takes an action back.
     *
     * @param action what was added
     */
    public void remove(Runnable action) {
        synchronized (actions) {
            actions.remove(action);
        }
    }

    /**
     * Closes the handle.
     *
     * @return the actions, to be run; none at a second call
     */
    public List<Runnable> close() {
        synchronized (actions) {
            closed = true;
            List<Runnable> taken = List.copyOf(actions);
            actions.clear();
            return taken;
        }
    }
}
