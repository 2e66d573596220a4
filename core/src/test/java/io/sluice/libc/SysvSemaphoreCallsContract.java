package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the calls on System V semaphore sets must do in every binding. One subclass for each binding. */
public abstract class SysvSemaphoreCallsContract extends CallsContract {
    private static final int OPERATIONS = 0;
    private static final int TIMEOUT = 64;
    private static final int STRUCT = 128;
    private static final int MILLISECOND = 1_000_000;

    private final SysvSemaphoreCalls semaphores = libc.sysvSemaphores();
    private final int set = semaphores.semget(SysvIpcConstants.IPC_PRIVATE, 2, SysvIpcConstants.IPC_CREAT | 0640);

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected SysvSemaphoreCallsContract(LibcProvider provider) {
        super(provider);
    }

    @AfterEach
    void remove() {
        assertThat(semaphores.semctl(set, 0, SysvIpcConstants.IPC_RMID, 0)).isZero();
    }

    private void operation(int position, int index, int change, int flags) {
        int offset = OPERATIONS + position * SysvSemaphoreLayouts.SEMBUF_SIZE;
        ByteBuffer bytes = memory.bytes();
        bytes.putShort(offset + SysvSemaphoreLayouts.SEMBUF_NUM, (short) index);
        bytes.putShort(offset + SysvSemaphoreLayouts.SEMBUF_OP, (short) change);
        bytes.putShort(offset + SysvSemaphoreLayouts.SEMBUF_FLG, (short) flags);
    }

    private int value(int index) {
        return semaphores.semctl(set, index, SysvSemaphoreConstants.GETVAL, 0);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        operation(0, 2, 1, 0);
        assertThat(semaphores.semget(Integer.MIN_VALUE + 4711, 0, 0)).isEqualTo(-Errno.ENOENT.number());
        assertThat(semaphores.semop(set, at(OPERATIONS), 1)).isEqualTo(-Errno.EFBIG.number());
        assertThat(semaphores.semtimedop(-1, at(OPERATIONS), 1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(semaphores.semctl(-1, 0, SysvIpcConstants.IPC_STAT, at(STRUCT)))
                .isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void severalOperationsAreOneAndAWaitEndsWithItsTimeout() {
        operation(0, 0, 3, 0);
        operation(1, 1, 1, SysvSemaphoreConstants.SEM_UNDO);
        assertThat(semaphores.semop(set, at(OPERATIONS), 2)).isZero();
        operation(0, 0, -1, 0);
        operation(1, 1, -2, SysvIpcConstants.IPC_NOWAIT);
        assertThat(semaphores.semop(set, at(OPERATIONS), 2)).isEqualTo(-Errno.EAGAIN.number());
        operation(1, 1, -2, 0);
        memory.bytes().putLong(TIMEOUT + ClockLayouts.TIMESPEC_SEC, 0);
        memory.bytes().putLong(TIMEOUT + ClockLayouts.TIMESPEC_NSEC, MILLISECOND);
        assertThat(semaphores.semtimedop(set, at(OPERATIONS), 2, at(TIMEOUT))).isEqualTo(-Errno.EAGAIN.number());
        assertThat(value(0)).isEqualTo(3);
        assertThat(value(1)).isEqualTo(1);
    }

    @Test
    void theArgumentOfAControlIsAValueAnArrayOrAStruct() {
        assertThat(semaphores.semctl(set, 1, SysvSemaphoreConstants.SETVAL, 4711))
                .isZero();
        assertThat(value(1)).isEqualTo(4711);
        memory.bytes().putShort(STRUCT, (short) 7).putShort(STRUCT + Short.BYTES, (short) 8);
        assertThat(semaphores.semctl(set, 0, SysvSemaphoreConstants.SETALL, at(STRUCT)))
                .isZero();
        assertThat(value(0)).isEqualTo(7);
        assertThat(value(1)).isEqualTo(8);
        assertThat(semaphores.semctl(set, 0, SysvIpcConstants.IPC_STAT, at(STRUCT)))
                .isZero();
        SysvSemaphoreLayouts layouts = SysvSemaphoreLayouts.CURRENT;
        assertThat(memory.bytes().getInt(STRUCT + SysvIpcLayouts.IPC_PERM_MODE) & 0777)
                .isEqualTo(0640);
        assertThat(memory.bytes().getLong(STRUCT + layouts.semidDsNsems())).isEqualTo(2);
        assertThat(memory.bytes().getLong(STRUCT + SysvSemaphoreLayouts.SEMID_DS_OTIME))
                .isZero();
        assertThat(memory.bytes().getLong(STRUCT + layouts.semidDsCtime())).isPositive();
    }
}
