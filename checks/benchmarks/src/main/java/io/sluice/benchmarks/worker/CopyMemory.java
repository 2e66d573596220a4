package io.sluice.benchmarks.worker;

import io.sluice.sharedmemory.SharedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sluice: blocks that are copied into shared memory and out of it. */
final class CopyMemory implements Role {
    @Override
    public void run(Command command, Round round) throws IOException {
        try (SharedMemory memory = SharedMemory.builder(command.queues().get(0)).open()) {
            ByteBuffer bytes = memory.memory().bytes();
            byte[] block = new byte[command.size()];
            int blocks = bytes.capacity() / block.length;
            round.ready();
            long begun = System.nanoTime();
            for (int n = 0; n < command.count(); n++) {
                int place = n / 2 % blocks * block.length;
                if (n % 2 == 0) {
                    bytes.put(place, block);
                } else {
                    bytes.get(place, block);
                }
            }
            round.done(System.nanoTime() - begun);
        }
    }
}
