package io.sluice.junit;

import io.sluice.errno.ErrnoException;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sysvipc.IpcKey;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Removes what JVMs have left that were killed in a test. Nothing is touched but what has the name of a process that is gone. */
final class Leftovers {
    private Leftovers() {}

    static void remove(QueueFolder queues) {
        Stream.of(queues.names(), PosixSemaphore.list(), SharedMemory.list())
                .flatMap(List::stream)
                .filter(name -> OwnNames.isOfDeadProcess(name.substring(1)))
                .distinct()
                .forEach(name -> attempt(() -> SystemObjects.unlink(name)));
        for (OwnFolder folder : OwnFolder.ofDeadProcesses()) {
            for (IpcKey key : folder.keys()) {
                attempt(() -> SystemObjects.remove(key));
            }
            try {
                folder.close();
            } catch (IOException usedMeanwhile) {
                // A process of that test may still put files into it. The next JVM tries again.
            }
        }
    }

    /** What another user has left is theirs to remove. */
    private static void attempt(Runnable removal) {
        try {
            removal.run();
        } catch (ErrnoException notPermitted) {
            // As said.
        }
    }
}
