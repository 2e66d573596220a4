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
            if (!closed) {
                actions.remove(action);
            }
        }
    }

    /**
     * Closes the handle. From now on nobody changes the actions.
     *
     * @return true at the first call, whose caller has to {@link #run()} the actions; false at a later one
     */
    public boolean close() {
        synchronized (actions) {
            boolean first = !closed;
            closed = true;
            return first;
        }
    }

    /** Runs each of the actions, whatever another one throws, and makes no object for it: the heap may be full. */
    public void run() {
        try {
            run(0);
        } finally {
            actions.clear(); // who keeps a closed handle does not keep those who have waited for it
        }
    }

    private void run(int first) {
        if (first < actions.size()) {
            try {
                actions.get(first).run();
            } finally {
                run(first + 1);
            }
        }
    }
}
