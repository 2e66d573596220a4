package io.sluice.semaphore;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvSemaphoreCalls;
import io.sluice.memory.NativeMemory;
import java.util.List;

/** The operations on one set. */
final class SetOperations {
    private final SysvSemaphoreCalls libc;
    private final int id;
    private final int size;
    private final String name;
    private final OperationMemory memory = new OperationMemory();

    SetOperations(SysvSemaphoreCalls libc, int id, int size, String name) {
        this.libc = libc;
        this.id = id;
        this.size = size;
        this.name = name;
    }

    String name() {
        return name;
    }

    OperationMemory memory() {
        return memory;
    }

    /** Performs the operations if that is possible now. */
    boolean tryChange(List<SemaphoreOperation> operations) {
        NativeMemory written = memory.of(operations, SysvIpcConstants.IPC_NOWAIT);
        int result = perform(written, operations.size());
        if (result < 0 && result != -Errno.EAGAIN.number()) {
            throw failure("semop", -result, operations.size());
        }
        return result == 0;
    }

    /** Gives what the operations have taken. */
    void giveBack(List<SemaphoreOperation> operations) {
        int takes = OperationMemory.takes(operations);
        if (takes > 0) {
            int result = perform(memory.reversed(operations), takes);
            if (result < 0) {
                throw failure("semop", -result, takes);
            }
        }
    }

    /** Makes a call that does not wait, and gives the memory back. */
    private int perform(NativeMemory written, int count) {
        int result;
        try {
            do {
                result = libc.semop(id, written.address(), count);
            } while (result == -Errno.EINTR.number());
        } finally {
            memory.giveBack(written);
        }
        return result;
    }

    /** Waits in the kernel. Returns 0, or the negated error. */
    int await(NativeMemory written, int count, long timespec) {
        return libc.semtimedop(id, written.address(), count, timespec);
    }

    ErrnoException failure(String call, int errno, int count) {
        return SetErrors.operation(call, name, errno, count, size, new SetControl(libc));
    }
}
