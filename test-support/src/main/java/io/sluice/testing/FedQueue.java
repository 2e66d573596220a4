package io.sluice.testing;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A queue that a thread sends to until it is closed. */
public final class FedQueue {
    private static final long SHORTEST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;
    private static final PosixMessage MESSAGE = PosixMessage.ofText("fed");

    private FedQueue() {}

    /**
     * One that never stays empty. Some tests make a hundred of them, so one that stays full is looked at less and less often.
     */
    public static PosixMessageQueue create(TestQueues queues) {
        return create(queues, 10, FedQueue::fill);
    }

    /** One that is empty every other moment: each message comes into the empty queue, and is taken out again. */
    public static PosixMessageQueue createOfArrivals(TestQueues queues) {
        return create(queues, 1, FedQueue::sendAndReceive);
    }

    private static PosixMessageQueue create(TestQueues queues, int maxMessages, Consumer<PosixMessageQueue> feeding) {
        PosixMessageQueue queue = queues.create(maxMessages, 16);
        Thread feeder = new Thread(() -> feed(queue, feeding), "feeder of " + queue.name());
        feeder.setDaemon(true);
        feeder.start();
        return queue;
    }

    private static void feed(PosixMessageQueue queue, Consumer<PosixMessageQueue> feeding) {
        try {
            feeding.accept(queue);
        } catch (ClosedHandleException closed) {
            // between the look and the call
        }
    }

    private static void fill(PosixMessageQueue queue) {
        long pause = SHORTEST_PAUSE_NANOS;
        while (queue.isOpen()) {
            if (queue.trySend(MESSAGE)) {
                pause = SHORTEST_PAUSE_NANOS;
            } else {
                LockSupport.parkNanos(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
        }
    }

    private static void sendAndReceive(PosixMessageQueue queue) {
        while (queue.isOpen()) {
            queue.trySend(MESSAGE);
            LockSupport.parkNanos(SHORTEST_PAUSE_NANOS);
            queue.tryReceive();
        }
    }
}
