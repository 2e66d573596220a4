package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.FedQueue;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for messages received by blocking receives. */
public class FairReceiveVerificationTest extends QueuePublisherVerification<PosixMessage> {
    @Override
    public Publisher<PosixMessage> createPublisher(long elements) {
        return receiver(FedQueue.create(queues)).receive().take(elements);
    }

    @Override
    public Publisher<PosixMessage> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        queue.close();
        return receiver(queue).receive();
    }

    private static PosixMqReceiver receiver(PosixMessageQueue queue) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(true));
    }
}
