package io.sluice.ring;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/** A wait of one side of the ring, as a call of the kernel: what goes wrong with the memory becomes an error number. */
final class GuardedWait {
    private final String call;
    private final OpenRing ring;
    private final RingSide side;
    private final RingSleep sleep;
    private @Nullable ErrnoException refused;

    GuardedWait(String call, OpenRing ring, RingSide side, RingSleep sleep) {
        this.call = call;
        this.ring = ring;
        this.side = side;
        this.sleep = sleep;
    }

    void began(KernelWait begun) {
        sleep.began(begun);
    }

    /** Returns 0 once the condition holds, or the negated error. */
    long await(RingSleep.Condition condition) {
        if (!side.acquire()) {
            return -Errno.EBADF.number();
        }
        try {
            return sleep.await(condition);
        } catch (InternalError gone) {
            return refused(ring.explained(call, gone));
        } catch (ErrnoException corrupted) {
            return refused(corrupted);
        } finally {
            side.release();
        }
    }

    private long refused(ErrnoException cause) {
        refused = cause;
        return -cause.errnoNumber();
    }

    ErrnoException failure(int errno) {
        ErrnoException cause = refused;
        return cause != null ? cause : RingErrors.waiting(call, ring.name(), errno);
    }

    void release() {
        sleep.keepAlive();
    }
}
