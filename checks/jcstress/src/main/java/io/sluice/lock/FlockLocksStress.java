package io.sluice.lock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.LockCalls;
import io.sluice.libc.LockConstants;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A handle knows which lock by flock it has, whichever threads lock and unlock it. */
public class FlockLocksStress {
    private static final int FD = 1_000_000;
    private static final LockRange WHOLE = LockRange.whole();

    private FlockLocksStress() {}

    /** The kernel's lock of one open file description that nobody else wants. */
    private static final class OneDescription implements LockCalls {
        private static final int SPINS = 10;

        final AtomicInteger held = new AtomicInteger(LockConstants.LOCK_UN);

        @Override
        public int flock(int fd, int operation) {
            held.set(operation & ~LockConstants.LOCK_NB);
            for (int i = 0; i < SPINS; i++) {
                Thread.onSpinWait(); // the way back takes as long as in the kernel
            }
            return 0;
        }

        @Override
        public int fcntl(int fd, int command, long lock) {
            return -Errno.EINVAL.number();
        }
    }

    @JCStressTest
    @Description("A shared lock is taken while another thread unlocks: what the kernel has, and what the handle knows.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "locked behind the unlock")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "unlocked behind the lock")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "an exclusive lock will be refused for the sake of none")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "an exclusive lock will first give the shared one back")
    @State
    public static class LockAndUnlock {
        private final OneDescription kernel = new OneDescription();
        private final FlockLocks locks = new FlockLocks(kernel, "stressed");

        @Actor
        public void lock() {
            locks.begin(LockMode.SHARED, WHOLE);
            locks.tryLock(FD, LockMode.SHARED, WHOLE);
            locks.end(LockMode.SHARED);
        }

        @Actor
        public void unlock() {
            locks.unlock(FD, WHOLE);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = kernel.held.get() == LockConstants.LOCK_SH ? 1 : 0;
            try {
                locks.begin(LockMode.EXCLUSIVE, WHOLE);
            } catch (ErrnoException upgrade) {
                result.r2 = 1;
            }
        }
    }
}
