package io.sluice.reactor;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for received messages, of which there is no end. */
public class ReceiveVerificationTest extends QueuePublisherVerification<MqMessage> {
    @Override
    public Publisher<MqMessage> createPublisher(long elements) {
        return PosixMqReceiver.create(FedQueue.create(queues)).receive().take(elements);
    }

    @Override
    public Publisher<MqMessage> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        queue.close();
        return PosixMqReceiver.create(queue).receive();
    }
}
