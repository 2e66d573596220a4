package io.sluice.samples;

import io.sluice.mapping.MappedMemory;
import io.sluice.reactor.process.Processes;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.samples.support.CDaemon;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.sharedmemory.SharedMemory;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * A C program and this one take turns to count, by two semaphores that have no name: they live in the shared memory, beside
 * the number. Each waits for its own semaphore and posts the other one: {@code turns.c}.
 */
public final class TakeTurns {
    /** In C: {@code struct table { sem_t jvm_may; sem_t c_may; int number; }}, and a {@code sem_t} has 32 bytes. */
    private static final int JVM_MAY = 0;

    private static final int C_MAY = 32;
    private static final int NUMBER = 64;
    private static final int TIMES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TakeTurns() {}

    /**
     * Counts to six.
     *
     * @param args none
     */
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        String name = "/sluice-turns-" + ProcessHandle.current().pid();
        try (SharedMemory shared = SharedMemory.builder(name).size(4096).create()) {
            MappedMemory memory = shared.memory();
            try (PosixSemaphore jvmMay = PosixSemaphore.initialize(memory, JVM_MAY, 1);
                    PosixSemaphore cMay = PosixSemaphore.initialize(memory, C_MAY, 0);
                    CDaemon other = CDaemon.start("turns", name, Integer.toString(TIMES))) {
                // The permit is not given back: the other program posts the next one.
                SemaphoreAcquirer.create(jvmMay)
                        .acquire()
                        .then(Mono.fromRunnable(() -> {
                            System.out.println("JVM: " + (memory.addToInt(NUMBER, 1) + 1));
                            cMay.post();
                        }))
                        .repeat(TIMES - 1)
                        .then(Processes.create().exited(other.process()))
                        .block(PATIENCE);
            }
        } finally {
            SharedMemory.unlink(name);
        }
    }
}
