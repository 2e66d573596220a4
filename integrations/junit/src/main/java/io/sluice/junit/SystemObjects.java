package io.sluice.junit;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;

/** Removes what the kernel keeps beyond the end of a process. */
final class SystemObjects {
    private SystemObjects() {}

    /** Removes the queue, the semaphore, and the memory or ring of a name, where they exist. */
    static void unlink(String name) {
        unlessGone(() -> PosixMessageQueue.unlink(name));
        unlessGone(() -> PosixSemaphore.unlink(name));
        unlessGone(() -> SharedMemory.unlink(name));
    }

    /** Removes the queue, the semaphore set and the memory of a key, where they exist. */
    static void remove(IpcKey key) {
        unlessGone(() -> {
            try (SysvMessageQueue queue = SysvMessageQueue.open(key, SysvAccess.WRITE)) {
                queue.remove();
            }
        });
        unlessGone(() -> {
            try (SysvSemaphoreSet set = SysvSemaphoreSet.builder(key)
                    .readOnly()
                    .acceptUninitialized()
                    .open()) {
                set.remove();
            }
        });
        unlessGone(() -> SysvSharedMemory.builder(key).readOnly().open().remove());
    }

    private static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT && e.errno() != Errno.EIDRM && e.errno() != Errno.EINVAL) {
                throw e;
            }
        }
    }
}
