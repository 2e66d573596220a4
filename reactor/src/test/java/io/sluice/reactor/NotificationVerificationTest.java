package io.sluice.reactor;

import io.sluice.mqueue.MqNotification;
import io.sluice.mqueue.PosixMessageQueue;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for notifications, of which there is no end. */
public class NotificationVerificationTest extends QueuePublisherVerification<MqNotification> {
    @Override
    public Publisher<MqNotification> createPublisher(long elements) {
        return PosixMqNotifier.create(FedQueue.createOfArrivals(queues))
                .notifications()
                .take(elements);
    }

    @Override
    public Publisher<MqNotification> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(1, 16);
        queue.close();
        return PosixMqNotifier.create(queue).notifications();
    }
}
