package io.sluice.benchmarks;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.List;

/** One System V queue without a key, which workers find by its identifier. */
final class SysvRoundQueue implements RoundQueues {
    private final SysvMessageQueue queue =
            SysvMessageQueue.builder(IpcKey.PRIVATE).create();
    private final Thread hook = new Thread(this::remove);

    SysvRoundQueue() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public List<String> names() {
        return List.of(Integer.toString(queue.id()));
    }

    @Override
    public void requireEmpty(String contestant) {
        long left = queue.status().messages();
        if (left != 0) {
            throw new BenchmarkException(contestant + ": " + left + " messages were left in the queue");
        }
    }

    private void remove() {
        queue.remove();
        queue.close();
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
