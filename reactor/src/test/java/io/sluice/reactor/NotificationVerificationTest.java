package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.MqNotification;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for notifications, of which there is no end. */
public class NotificationVerificationTest extends QueuePublisherVerification<MqNotification> {
    private static final long PAUSE_NANOS = 20_000;

    @Override
    public Publisher<MqNotification> createPublisher(long elements) {
        PosixMessageQueue queue = queues.create(1, 16);
        Thread sender = new Thread(() -> sendAndReceive(queue), "sender to " + queue.name());
        sender.setDaemon(true);
        sender.start();
        return PosixMqNotifier.create(queue).notifications().take(elements);
    }

    /** Each message comes into an empty queue, until it is closed. */
    private static void sendAndReceive(PosixMessageQueue queue) {
        MqMessage message = MqMessage.ofText("one");
        try {
            while (queue.isOpen()) {
                queue.trySend(message);
                LockSupport.parkNanos(PAUSE_NANOS);
                queue.tryReceive();
            }
        } catch (ClosedHandleException closed) {
            // between the look and the call
        }
    }

    @Override
    public Publisher<MqNotification> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(1, 16);
        queue.close();
        return PosixMqNotifier.create(queue).notifications();
    }
}
