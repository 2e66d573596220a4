package io.sluice.samples;

import io.sluice.mqueue.PosixMessageQueue;

/** A queue that other processes find by its name, until it is closed. */
final class NamedQueue implements AutoCloseable {
    private final PosixMessageQueue queue;

    private NamedQueue(PosixMessageQueue queue) {
        this.queue = queue;
    }

    static NamedQueue create(String name, int maxMessages) {
        return new NamedQueue(PosixMessageQueue.builder(name)
                .maxMessages(maxMessages)
                .maxMessageSize(64)
                .create());
    }

    PosixMessageQueue queue() {
        return queue;
    }

    String name() {
        return queue.name();
    }

    @Override
    public void close() {
        try (queue) {
            PosixMessageQueue.unlink(queue.name());
        }
    }
}
