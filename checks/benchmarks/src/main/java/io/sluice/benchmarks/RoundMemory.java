package io.sluice.benchmarks;

import io.sluice.sharedmemory.SharedMemory;
import java.util.List;

/** One object of shared memory. */
final class RoundMemory implements RoundQueues {
    private static int created;

    private final SharedMemory memory;
    private final Thread hook = new Thread(this::remove);

    RoundMemory(long size) {
        Runtime.getRuntime().addShutdownHook(hook);
        memory = SharedMemory.builder(
                        "/sluice-benchmark-memory-" + ProcessHandle.current().pid() + "-" + created++)
                .size(size)
                .create();
    }

    @Override
    public List<String> names() {
        return List.of(memory.name());
    }

    /** Its bytes stay. */
    @Override
    public void requireEmpty(String contestant) {}

    private void remove() {
        SharedMemory.unlink(memory.name());
        memory.close();
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
