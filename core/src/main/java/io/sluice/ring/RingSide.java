package io.sluice.ring;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitSet;
import io.sluice.fd.internal.CloseActions;
import io.sluice.fd.internal.UseCount;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a producer or a consumer holds of an open ring: a use of its memory, and a lock where it is the only one. Each call on it
 * is a use in turn, so memory and lock stay until the last call has returned.
 */
// States and events: docs/states/ring-side.md
final class RingSide extends UseCount {
    private final OpenRing ring;
    private final @Nullable RingLock lock;
    private final Set<RingSide> sides;
    private final WaitSet waits;
    private final CloseActions closeActions = new CloseActions();
    private volatile Runnable lastAccess = () -> {};

    /** Takes over a use of the ring's memory, and the lock. Is among the sides of the handle from now on, until it ends. */
    RingSide(OpenRing ring, @Nullable RingLock lock, Set<RingSide> sides) {
        this.ring = ring;
        this.lock = lock;
        this.sides = sides;
        waits = ring.newWaits();
        sides.add(this);
    }

    /** What is done with the memory at the end, while the lock is still held. */
    void setLastAccess(Runnable access) {
        lastAccess = access;
    }

    /** Begins a use, for the call of this name. */
    void acquire(String call) {
        if (!acquire()) {
            throw RingErrors.closed(call, ring.name());
        }
    }

    KernelWait begin(BlockingCall call) {
        return waits.begin(call);
    }

    boolean addCloseHook(Runnable hook) {
        return closeActions.add(hook);
    }

    void removeCloseHook(Runnable hook) {
        closeActions.remove(hook);
    }

    /** Ends the waits, and then this. */
    void closeWithWaits() {
        boolean first = closeActions.close();
        try {
            waits.close();
        } finally {
            close();
            if (first) {
                closeActions.run();
            }
        }
    }

    @Override
    protected void endNow() {
        try {
            if (!ring.isCut()) {
                lastAccess.run();
            }
        } catch (InternalError cutMeanwhile) {
            return; // nobody reads what was to be written
        } finally {
            giveBack();
        }
    }

    private void giveBack() {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            ring.region().release();
            sides.remove(this);
        }
    }
}
