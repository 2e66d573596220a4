package io.sluice.samples.junit;

import io.sluice.mqueue.PosixMessageQueue;

/** Creates the queue for the readings of a night. */
final class NightQueue {
    private NightQueue() {}

    public static void main(String[] arguments) {
        PosixMessageQueue.builder("/night")
                .maxMessages(1000)
                .maxMessageSize(16)
                .create()
                .close();
    }
}
