package io.sluice.fd.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is used by calls and closed once, such as a descriptor or mapped memory. Whoever makes a call on it holds a use
 * ({@link #acquire()} and {@link #release()}). {@link #close()} refuses new uses at once. The thing ends in {@code close()}
 * itself or, where a use is still held, when the last one is given back.
 *
 * <p>May be used from any thread.
 */
public abstract class UseCount implements AutoCloseable {
    /** Set in {@link #state} once closing began; the bits below count the uses. */
    private static final int CLOSED = 1 << 31;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(UseCount.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    /** Makes one that is open and unused. */
    protected UseCount() {}

    /**
     * Begins a use. Each {@code true} must be followed by one {@link #release()}.
     *
     * @return false if this is closed or being closed
     */
    public final boolean acquire() {
        int seen = state;
        while (seen >= 0) {
            int witness = (int) STATE.compareAndExchange(this, seen, seen + 1);
            if (witness == seen) {
                return true;
            }
            seen = witness;
        }
        return false;
    }

    /** Ends a use. */
    public final void release() {
        if ((int) STATE.getAndAdd(this, -1) == (CLOSED | 1)) {
            endNow();
        }
    }

    /**
     * Whether {@link #close()} was not called yet.
     *
     * @return true while new uses can begin
     */
    public final boolean isOpen() {
        return state >= 0;
    }

    /** Ends it, or leaves that to the call that uses it. A second close does nothing. */
    @Override
    public final void close() {
        int seen = state;
        while (seen >= 0) {
            // Closing is itself a use, so that nobody else ends it between the flag and the last look.
            int witness = (int) STATE.compareAndExchange(this, seen, CLOSED | (seen + 1));
            if (witness == seen) {
                release();
                return;
            }
            seen = witness;
        }
    }

    /** Ends the thing itself. Called once, behind the last use. */
    protected abstract void endNow();
}
