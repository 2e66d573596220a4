package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the calls on System V shared memory must do in every binding. One subclass for each binding. */
public abstract class SysvMemoryCallsContract extends CallsContract {
    private static final int STRUCT = 0;
    private static final int SIZE = 5000;
    private static final long TOO_LARGE = 1L << 62;

    private final SysvMemoryCalls segments = libc.sysvMemory();
    private final int segment = segments.shmget(SysvIpcConstants.IPC_PRIVATE, SIZE, SysvIpcConstants.IPC_CREAT | 0640);

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected SysvMemoryCallsContract(LibcProvider provider) {
        super(provider);
    }

    @AfterEach
    void remove() {
        assertThat(segments.shmctl(segment, SysvIpcConstants.IPC_RMID, 0)).isZero();
    }

    private ByteBuffer status() {
        assertThat(segments.shmctl(segment, SysvIpcConstants.IPC_STAT, at(STRUCT)))
                .isZero();
        return memory.bytes();
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(segments.shmget(Integer.MIN_VALUE + 4711, 0, 0)).isEqualTo(-Errno.ENOENT.number());
        assertThat(segments.shmget(SysvIpcConstants.IPC_PRIVATE, TOO_LARGE, SysvIpcConstants.IPC_CREAT | 0600))
                .as("all 64 bits of the size arrive")
                .isEqualTo(-Errno.ENOMEM.number());
        assertThat(segments.shmat(-1, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(segments.shmdt(at(STRUCT))).isEqualTo(-Errno.EINVAL.number());
        assertThat(segments.shmctl(-1, SysvIpcConstants.IPC_STAT, at(STRUCT))).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void allWhoAttachASegmentSeeTheSameBytes() {
        long written = segments.shmat(segment, 0, 0);
        long read = segments.shmat(segment, 0, SysvMemoryConstants.SHM_RDONLY);
        assertThat(written).isPositive().isNotEqualTo(read);
        libc.memory().view(written, SIZE).putInt(SIZE - Integer.BYTES, 4711);
        assertThat(libc.memory().view(read, SIZE).getInt(SIZE - Integer.BYTES)).isEqualTo(4711);
        assertThat(libc.memory().mprotect(read, SIZE, MemoryConstants.PROT_WRITE))
                .as("attached for reading")
                .isEqualTo(-Errno.EACCES.number());
        assertThat(status().getLong(SysvMemoryLayouts.SHMID_DS_NATTCH)).isEqualTo(2);
        assertThat(segments.shmdt(written)).isZero();
        assertThat(segments.shmdt(read)).isZero();
        assertThat(status().getLong(SysvMemoryLayouts.SHMID_DS_NATTCH)).isZero();
    }

    @Test
    void theArgumentOfAControlIsAStruct() {
        ByteBuffer status = status();
        assertThat(status.getInt(SysvIpcLayouts.IPC_PERM_MODE) & 0777).isEqualTo(0640);
        assertThat(status.getLong(SysvMemoryLayouts.SHMID_DS_SEGSZ)).isEqualTo(SIZE);
        assertThat(status.getInt(SysvMemoryLayouts.SHMID_DS_CPID))
                .isEqualTo((int) ProcessHandle.current().pid());
        assertThat(status.getLong(SysvMemoryLayouts.SHMID_DS_ATIME)).isZero();
        assertThat(status.getLong(SysvMemoryLayouts.SHMID_DS_CTIME)).isPositive();
        assertThat(segments.shmctl(0, SysvMemoryConstants.SHM_INFO, at(STRUCT))).isNotNegative();
        assertThat(memory.bytes().getInt(SysvMemoryLayouts.SHM_INFO_USED_IDS)).isPositive();
        assertThat(memory.bytes().getLong(SysvMemoryLayouts.SHM_INFO_SHM_TOT)).isPositive();
        assertThat(segments.shmctl(0, SysvIpcConstants.IPC_INFO, at(STRUCT))).isNotNegative();
        assertThat(memory.bytes().getLong(SysvMemoryLayouts.SHMINFO_SHMMNI)).isPositive();
    }

    @Test
    void aSegmentThatWasRemovedStaysUntilTheLastOneHasDetachedIt() {
        int removed = segments.shmget(SysvIpcConstants.IPC_PRIVATE, SIZE, SysvIpcConstants.IPC_CREAT | 0600);
        long attached = segments.shmat(removed, 0, 0);
        assertThat(segments.shmctl(removed, SysvIpcConstants.IPC_RMID, 0)).isZero();
        assertThat(segments.shmctl(removed, SysvIpcConstants.IPC_STAT, at(STRUCT)))
                .isZero();
        assertThat(memory.bytes().getInt(SysvIpcLayouts.IPC_PERM_MODE)).isEqualTo(0600 | SysvMemoryConstants.SHM_DEST);
        assertThat(segments.shmdt(attached)).isZero();
        assertThat(segments.shmat(removed, 0, 0)).isEqualTo(-Errno.EINVAL.number());
    }
}
