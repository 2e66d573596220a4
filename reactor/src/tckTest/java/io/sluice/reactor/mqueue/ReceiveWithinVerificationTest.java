package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.FedQueue;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for single receives: for one, and for many one behind the other. */
public class ReceiveWithinVerificationTest extends QueuePublisherVerification<PosixMessage> {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Override
    public Publisher<PosixMessage> createPublisher(long elements) {
        Mono<PosixMessage> one = PosixMqReceiver.create(FedQueue.create(queues)).receiveWithin(TIMEOUT);
        if (elements <= 1) {
            return elements == 0 ? one.then(Mono.empty()) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one, 0);
    }

    @Override
    public Publisher<PosixMessage> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(10, 16);
        queue.close();
        return PosixMqReceiver.create(queue).receiveWithin(TIMEOUT);
    }
}
