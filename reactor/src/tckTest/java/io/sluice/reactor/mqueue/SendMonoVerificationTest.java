package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for single sends: for one, and for many one behind the other. */
public class SendMonoVerificationTest extends QueuePublisherVerification<Integer> {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("one");

    @Override
    public Publisher<Integer> createPublisher(long elements) {
        PosixMessageQueue queue = queues.create(10, 16);
        PosixMqReceiver.create(queue).receive().subscribe(); // until the queue is closed
        Mono<Void> send = PosixMqSender.create(queue).send(MESSAGE);
        if (elements <= 1) {
            return elements == 0 ? send.cast(Integer.class) : send.thenReturn(1);
        }
        return Flux.range(0, (int) elements).concatMap(send::thenReturn);
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        queue.close();
        return PosixMqSender.create(queue).send(MESSAGE).cast(Integer.class);
    }
}
