package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.testing.FedQueue;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for notifications, of which there is no end. */
public class NotificationVerificationTest extends QueuePublisherVerification<PosixMqNotification> {
    @Override
    public Publisher<PosixMqNotification> createPublisher(long elements) {
        return PosixMqNotifier.create(FedQueue.createOfArrivals(queues))
                .notifications()
                .take(elements);
    }

    @Override
    public Publisher<PosixMqNotification> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(1, 16);
        queue.close();
        return PosixMqNotifier.create(queue).notifications();
    }
}
