package io.sluice.samples.support;

import io.sluice.mqueue.PosixMessageQueue;

/** A queue that other processes find by its name, until it is closed. */
public final class NamedQueue implements AutoCloseable {
    private final PosixMessageQueue queue;

    private NamedQueue(PosixMessageQueue queue) {
        this.queue = queue;
    }

    /**
     * Creates it.
     *
     * @param name the queue's name, which nobody has taken
     * @param maxMessages how many messages it holds
     * @return the queue, to be closed
     */
    public static NamedQueue create(String name, int maxMessages) {
        return new NamedQueue(PosixMessageQueue.builder(name)
                .maxMessages(maxMessages)
                .maxMessageSize(64)
                .create());
    }

    /**
     * The handle of this process.
     *
     * @return the open queue
     */
    public PosixMessageQueue queue() {
        return queue;
    }

    /**
     * What other processes open it by.
     *
     * @return the name
     */
    public String name() {
        return queue.name();
    }

    /** Removes the name and closes the handle. */
    @Override
    public void close() {
        try (queue) {
            PosixMessageQueue.unlink(queue.name());
        }
    }
}
