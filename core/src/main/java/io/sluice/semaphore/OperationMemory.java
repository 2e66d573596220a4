package io.sluice.semaphore;

import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvSemaphoreConstants;
import io.sluice.libc.SysvSemaphoreLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;
import java.nio.ByteBuffer;
import java.util.List;

/** Operations as {@code semop} takes them, in memory that is used again. */
final class OperationMemory {
    private static final int SIZE = SysvSemaphoreLayouts.SEMBUF_SIZE;
    /** Few calls have more operations than this. */
    private static final int POOLED = 8;

    private final NativeMemoryPool pool = new NativeMemoryPool(POOLED * SIZE);

    /** The operations, each with the given flags. */
    NativeMemory of(List<SemaphoreOperation> operations, int flags) {
        if (operations.isEmpty()) { // to the kernel, that is the same as a set that was removed
            throw new IllegalArgumentException("there must be an operation");
        }
        NativeMemory memory = take(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            SemaphoreOperation each = operations.get(i);
            put(memory, i, each.index(), each.change(), flags, each.undo());
        }
        return memory;
    }

    /** How many of the operations take permits. */
    static int takes(List<SemaphoreOperation> operations) {
        int takes = 0;
        for (int i = 0; i < operations.size(); i++) {
            takes += operations.get(i).change() < 0 ? 1 : 0;
        }
        return takes;
    }

    /** For each operation that takes permits, one that gives them in the same way. */
    NativeMemory reversed(List<SemaphoreOperation> operations) {
        NativeMemory memory = take(operations.size());
        int position = 0;
        for (int i = 0; i < operations.size(); i++) {
            SemaphoreOperation each = operations.get(i);
            if (each.change() < 0) {
                put(memory, position, each.index(), -each.change(), SysvIpcConstants.IPC_NOWAIT, each.undo());
                position++;
            }
        }
        return memory;
    }

    private NativeMemory take(int count) {
        return count <= POOLED ? pool.take() : NativeMemory.allocate(count * SIZE);
    }

    private static void put(NativeMemory memory, int position, int index, int change, int flags, boolean undo) {
        ByteBuffer bytes = memory.bytes();
        int offset = position * SIZE;
        bytes.putShort(offset + SysvSemaphoreLayouts.SEMBUF_NUM, (short) index);
        bytes.putShort(offset + SysvSemaphoreLayouts.SEMBUF_OP, (short) change);
        bytes.putShort(offset + SysvSemaphoreLayouts.SEMBUF_FLG, (short)
                (undo ? flags | SysvSemaphoreConstants.SEM_UNDO : flags));
    }

    void giveBack(NativeMemory memory) {
        pool.giveBack(memory);
    }
}
