package io.sluice.benchmarks;

import io.sluice.mqueue.PosixMessageQueue;
import java.util.ArrayList;
import java.util.List;

/** Any number of POSIX queues. */
final class PosixRoundQueues implements RoundQueues {
    private static int created;

    private final List<PosixMessageQueue> queues = new ArrayList<>();
    private final Thread hook = new Thread(this::remove);

    PosixRoundQueues(int count, int maxMessages, int size) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (int i = 0; i < count; i++) {
                String name = "/sluice-benchmark-" + ProcessHandle.current().pid() + "-" + created++;
                queues.add(PosixMessageQueue.builder(name)
                        .maxMessages(maxMessages)
                        .maxMessageSize(size)
                        .create());
            }
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    @Override
    public List<String> names() {
        return queues.stream().map(PosixMessageQueue::name).toList();
    }

    @Override
    public void requireEmpty(String contestant) {
        for (PosixMessageQueue queue : queues) {
            long left = queue.attributes().currentMessages();
            if (left != 0) {
                throw new BenchmarkException(contestant + ": " + left + " messages were left in the queue");
            }
        }
    }

    private void remove() {
        for (PosixMessageQueue queue : queues) {
            PosixMessageQueue.unlink(queue.name());
            queue.close();
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
