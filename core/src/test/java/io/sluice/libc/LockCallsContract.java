package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.testing.Bounds;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls that lock files must do in every binding. One subclass for each binding. */
public abstract class LockCallsContract extends CallsContract {
    private static final long BEYOND_32_BITS = 1L << 33;
    private static final int ASKED = 64;

    private final LockCalls locks = libc.locks();

    @TempDir
    Path folder;

    private int first;
    private int second;

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected LockCallsContract(LibcProvider provider) {
        super(provider);
    }

    @BeforeEach
    void openTwice() {
        String path = folder.resolve("locked").toString();
        int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_CLOEXEC;
        first = libc.files().open(path, flags, 0600);
        second = libc.files().open(path, flags, 0600);
    }

    @AfterEach
    void close() {
        assertThat(libc.files().close(first)).isZero();
        assertThat(libc.files().close(second)).isZero();
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(locks.fcntl(-1, LockConstants.F_OFD_SETLK, lock(0, LockConstants.F_WRLCK, 0, 0)))
                .isEqualTo(-Errno.EBADF.number());
        assertThat(locks.fcntl(first, LockConstants.F_OFD_SETLK, 8)).isEqualTo(-Errno.EFAULT.number());
        assertThat(locks.fcntl(first, LockConstants.F_OFD_SETLK, lock(0, LockConstants.F_WRLCK, -1, 0)))
                .isEqualTo(-Errno.EINVAL.number());
        assertThat(locks.flock(-1, LockConstants.LOCK_SH)).isEqualTo(-Errno.EBADF.number());
        assertThat(locks.flock(first, 0)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aRangeBeyond32BitsIsLockedAndNamed() {
        long range = lock(0, LockConstants.F_WRLCK, BEYOND_32_BITS, BEYOND_32_BITS);
        assertThat(locks.fcntl(first, LockConstants.F_OFD_SETLK, range)).isZero();
        assertThat(locks.fcntl(second, LockConstants.F_OFD_SETLK, range)).isEqualTo(-Errno.EAGAIN.number());
        long below = lock(0, LockConstants.F_WRLCK, 0, BEYOND_32_BITS);
        assertThat(locks.fcntl(second, LockConstants.F_OFD_SETLK, below)).isZero();
        long asked = lock(ASKED, LockConstants.F_RDLCK, BEYOND_32_BITS + 1, 1);
        assertThat(locks.fcntl(second, LockConstants.F_OFD_GETLK, asked)).isZero();
        assertThat(memory.bytes().getShort(ASKED + LockLayouts.FLOCK_TYPE)).isEqualTo((short) LockConstants.F_WRLCK);
        assertThat(memory.bytes().getLong(ASKED + LockLayouts.FLOCK_START)).isEqualTo(BEYOND_32_BITS);
        assertThat(memory.bytes().getLong(ASKED + LockLayouts.FLOCK_LEN)).isEqualTo(BEYOND_32_BITS);
        assertThat(memory.bytes().getInt(ASKED + LockLayouts.FLOCK_PID)).isEqualTo(-1);
        assertThat(locks.fcntl(
                        first,
                        LockConstants.F_OFD_SETLK,
                        lock(0, LockConstants.F_UNLCK, BEYOND_32_BITS, BEYOND_32_BITS)))
                .isZero();
        long askedAgain = lock(ASKED, LockConstants.F_RDLCK, BEYOND_32_BITS + 1, 1);
        assertThat(locks.fcntl(second, LockConstants.F_OFD_GETLK, askedAgain)).isZero();
        assertThat(memory.bytes().getShort(ASKED + LockLayouts.FLOCK_TYPE)).isEqualTo((short) LockConstants.F_UNLCK);
    }

    @Test
    void sharedLocksOfAFileExcludeAnExclusiveOne() {
        assertThat(locks.flock(first, LockConstants.LOCK_SH)).isZero();
        assertThat(locks.flock(second, LockConstants.LOCK_SH | LockConstants.LOCK_NB))
                .isZero();
        assertThat(locks.flock(first, LockConstants.LOCK_UN)).isZero();
        assertThat(locks.flock(first, LockConstants.LOCK_EX | LockConstants.LOCK_NB))
                .isEqualTo(-Errno.EAGAIN.number());
        assertThat(locks.flock(second, LockConstants.LOCK_UN)).isZero();
        assertThat(locks.flock(first, LockConstants.LOCK_EX | LockConstants.LOCK_NB))
                .isZero();
    }

    @Test
    void bothKindsWait() {
        assertThat(locks.flock(first, LockConstants.LOCK_EX)).isZero();
        long range = lock(0, LockConstants.F_WRLCK, 0, 0);
        assertThat(locks.fcntl(first, LockConstants.F_OFD_SETLK, range)).isZero();
        CompletableFuture<Integer> wait = CompletableFuture.supplyAsync(
                () -> locks.flock(second, LockConstants.LOCK_EX)
                        + locks.fcntl(second, LockConstants.F_OFD_SETLKW, lock(ASKED, LockConstants.F_WRLCK, 0, 0)),
                runnable -> new Thread(runnable).start());
        assertThat(wait).isNotDone();
        assertThat(locks.flock(first, LockConstants.LOCK_UN)).isZero();
        Bounds.await("the flock to change hands").until(this::secondHasTheFlock);
        assertThat(wait).isNotDone();
        assertThat(locks.fcntl(first, LockConstants.F_OFD_SETLK, lock(0, LockConstants.F_UNLCK, 0, 0)))
                .isZero();
        assertThat(wait.join()).isZero();
    }

    /** Gives back what the look itself takes, where the thread that waits has not come to its call yet. */
    private boolean secondHasTheFlock() {
        boolean free = locks.flock(first, LockConstants.LOCK_SH | LockConstants.LOCK_NB) == 0;
        if (free) {
            assertThat(locks.flock(first, LockConstants.LOCK_UN)).isZero();
        }
        return !free;
    }

    private long lock(int offset, int type, long start, long length) {
        memory.bytes().putShort(offset + LockLayouts.FLOCK_TYPE, (short) type);
        memory.bytes().putShort(offset + LockLayouts.FLOCK_WHENCE, (short) 0);
        memory.bytes().putLong(offset + LockLayouts.FLOCK_START, start);
        memory.bytes().putLong(offset + LockLayouts.FLOCK_LEN, length);
        memory.bytes().putInt(offset + LockLayouts.FLOCK_PID, 0);
        return at(offset);
    }
}
