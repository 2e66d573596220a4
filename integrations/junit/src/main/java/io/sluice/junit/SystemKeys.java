package io.sluice.junit;

import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;

/** Keys for System V objects. */
final class SystemKeys {
    private SystemKeys() {}

    static IpcKey unused() {
        IpcKey key = IpcKey.random();
        while (isUsed(key)) {
            key = IpcKey.random();
        }
        return key;
    }

    private static boolean isUsed(IpcKey key) {
        return SysvMessageQueue.list().stream().anyMatch(queue -> queue.key().equals(key))
                || SysvSemaphoreSet.list().stream().anyMatch(set -> set.key().equals(key))
                || SysvSharedMemory.list().stream()
                        .anyMatch(memory -> memory.key().equals(key));
    }
}
