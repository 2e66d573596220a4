package io.sluice.reactor;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for messages that are received when they were notified of. */
public class NotifiedReceiveVerificationTest extends QueuePublisherVerification<MqMessage> {
    @Override
    public Publisher<MqMessage> createPublisher(long elements) {
        return PosixMqNotifier.create(FedQueue.create(queues)).receive().take(elements);
    }

    @Override
    public Publisher<MqMessage> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        queue.close();
        return PosixMqNotifier.create(queue).receive();
    }
}
