package io.sluice.reactor;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for messages received in the kernel's own line. */
public class FairReceiveVerificationTest extends QueuePublisherVerification<MqMessage> {
    @Override
    public Publisher<MqMessage> createPublisher(long elements) {
        return receiver(FedQueue.create(queues)).receive().take(elements);
    }

    @Override
    public Publisher<MqMessage> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        queue.close();
        return receiver(queue).receive();
    }

    private static PosixMqReceiver receiver(PosixMessageQueue queue) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true));
    }
}
