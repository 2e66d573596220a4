package io.sluice.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.errno.Errno;
import io.sluice.libc.LockCalls;
import io.sluice.libc.LockConstants;
import io.sluice.testing.RecordedWait;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handle knows of its lock by {@code flock}. Other threads come at a chosen moment. */
class FlockLocksTest {
    private static final int FD = 1_000_000;
    private static final LockRange WHOLE = LockRange.whole();

    /** The kernel's lock of one open file description that nobody else wants, and what another thread does behind the next grant. */
    private static final class Description implements LockCalls {
        int held = LockConstants.LOCK_UN;
        Runnable behindTheNextGrant = () -> {};

        @Override
        public int flock(int fd, int operation) {
            held = operation & ~LockConstants.LOCK_NB;
            if (held != LockConstants.LOCK_UN) {
                Runnable other = behindTheNextGrant;
                behindTheNextGrant = () -> {};
                other.run();
            }
            return 0;
        }

        @Override
        public int fcntl(int fd, int command, long lock) {
            return -Errno.EINVAL.number();
        }
    }

    private final Description kernel = new Description();
    private final FlockLocks locks = new FlockLocks(kernel, "lock");

    @Test
    void anUnlockBetweenTheGrantAndItsNoteIsNotForgotten() {
        kernel.behindTheNextGrant = () -> locks.unlock(FD, WHOLE);
        locks.begin(LockMode.SHARED, WHOLE);
        assertThat(locks.lock(FD, LockMode.SHARED, WHOLE)).isZero();
        locks.end(LockMode.SHARED);
        assertThat(kernel.held).as("who was told of the lock has it").isEqualTo(LockConstants.LOCK_SH);
        locks.unlock(FD, WHOLE);
        assertThat(kernel.held).isEqualTo(LockConstants.LOCK_UN);
        assertThatCode(() -> locks.begin(LockMode.EXCLUSIVE, WHOLE)).doesNotThrowAnyException();
    }

    @Test
    void whoLearnsOfALockMayMakeItShared(@TempDir Path folder) {
        LockFileOptions options = LockFileOptions.create().kind(LockKind.FLOCK);
        try (LockFile file = LockFile.open(folder.resolve("lock"), options);
                LockFile other = LockFile.open(folder.resolve("lock"), options)) {
            RecordedWait<Void> wait = new RecordedWait<>() {
                @Override
                public void done() {
                    file.tryLock(LockMode.SHARED, WHOLE);
                    super.done();
                }
            };
            file.blockingLock(LockMode.EXCLUSIVE, WHOLE, wait);
            wait.await();
            assertThat(other.tryLock(LockMode.SHARED, WHOLE)).isTrue();
        }
    }
}
