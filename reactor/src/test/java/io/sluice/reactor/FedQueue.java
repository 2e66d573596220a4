package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.TestQueues;
import java.util.concurrent.locks.LockSupport;

/** A queue that never stays empty: a thread sends to it whenever there is room, until it is closed. */
public final class FedQueue {
    private static final long PAUSE_NANOS = 20_000;

    private FedQueue() {}

    public static PosixMessageQueue create(TestQueues queues) {
        PosixMessageQueue queue = queues.create(10, 16);
        Thread feeder = new Thread(() -> feed(queue), "feeder of " + queue.name());
        feeder.setDaemon(true);
        feeder.start();
        return queue;
    }

    private static void feed(PosixMessageQueue queue) {
        MqMessage message = MqMessage.ofText("fed");
        try {
            while (queue.isOpen()) {
                if (!queue.trySend(message)) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (ClosedHandleException closed) {
            // between the look and the send
        }
    }
}
