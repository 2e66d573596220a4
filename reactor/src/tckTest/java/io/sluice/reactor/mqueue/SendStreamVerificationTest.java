package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.SendResult;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for the results of a stream of sends. */
public class SendStreamVerificationTest extends QueuePublisherVerification<SendResult<Integer>> {
    @Override
    public Publisher<SendResult<Integer>> createPublisher(long elements) {
        PosixMessageQueue queue = queues.create(10, 16);
        PosixMqReceiver.create(queue).receive().subscribe(); // until the queue is closed
        return PosixMqSender.create(queue).send(SendStreamTest.numbered((int) elements));
    }

    @Override
    public Publisher<SendResult<Integer>> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        return PosixMqSender.create(queue).send(Flux.error(new IllegalStateException("publisher")));
    }
}
