package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.TestQueues;
import java.util.concurrent.locks.LockSupport;

/**
 * A queue that never stays empty: a thread sends to it whenever there is room, until it is closed. Some tests make a hundred
 * of them, so one that stays full is looked at less and less often.
 */
public final class FedQueue {
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

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
        long pause = SHORTEST_PAUSE_NANOS;
        try {
            while (queue.isOpen()) {
                if (queue.trySend(message)) {
                    pause = SHORTEST_PAUSE_NANOS;
                } else {
                    LockSupport.parkNanos(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
                }
            }
        } catch (ClosedHandleException closed) {
            // between the look and the send
        }
    }
}
