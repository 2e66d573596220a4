package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import org.junit.jupiter.api.Test;

/** What the calls on System V message queues must do in every binding. One subclass for each binding. */
public abstract class SysvMessageCallsContract extends CallsContract {
    private static final long BEYOND_32_BITS = 1L << 32;

    private final SysvMessageCalls sysvMessages = libc.sysvMessages();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected SysvMessageCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(sysvMessages.msgget(Integer.MIN_VALUE + 4711, 0)).isEqualTo(-Errno.ENOENT.number());
        assertThat(sysvMessages.msgsnd(-1, at(0), 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(sysvMessages.msgrcv(-1, at(0), 8, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(sysvMessages.msgctl(-1, SysvIpcConstants.IPC_STAT, at(0))).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aSystemVMessagesTypeBeyond32BitsIsNotCut() {
        long type = BEYOND_32_BITS + 1;
        int queue = sysvMessages.msgget(SysvIpcConstants.IPC_PRIVATE, SysvIpcConstants.IPC_CREAT | 0600);
        assertThat(queue).isNotNegative();
        try {
            memory.bytes().putLong(0, type).putInt(8, 4711);
            assertThat(sysvMessages.msgsnd(queue, at(0), Integer.BYTES, SysvIpcConstants.IPC_NOWAIT))
                    .isZero();
            assertThat(sysvMessages.msgsnd(queue, at(0), BEYOND_32_BITS + 1, SysvIpcConstants.IPC_NOWAIT))
                    .isEqualTo(-Errno.EINVAL.number());
            assertThat(sysvMessages.msgrcv(queue, at(64), 64, 1, SysvIpcConstants.IPC_NOWAIT))
                    .isEqualTo(-Errno.ENOMSG.number());
            assertThat(sysvMessages.msgrcv(queue, at(64), BEYOND_32_BITS, type, SysvIpcConstants.IPC_NOWAIT))
                    .isEqualTo(Integer.BYTES);
            assertThat(memory.bytes().getLong(64)).isEqualTo(type);
            assertThat(memory.bytes().getInt(72)).isEqualTo(4711);
            assertThat(sysvMessages.msgctl(queue, SysvIpcConstants.IPC_STAT, at(0)))
                    .isZero();
            assertThat(memory.bytes().getLong(SysvMessageLayouts.MSQID_DS_QNUM)).isZero();
        } finally {
            assertThat(sysvMessages.msgctl(queue, SysvIpcConstants.IPC_RMID, 0)).isZero();
        }
    }
}
