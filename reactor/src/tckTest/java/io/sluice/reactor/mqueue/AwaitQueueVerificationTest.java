package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a queue that is awaited: for one, and for many one behind the other. */
public class AwaitQueueVerificationTest extends QueuePublisherVerification<String> {
    @Override
    public Publisher<String> createPublisher(long elements) {
        Mono<String> one = PosixMqNames.create().awaitQueue(queues.create(1, 8).name());
        if (elements <= 1) {
            return elements == 0 ? one.filter(name -> false) : one;
        }
        return Flux.range(0, (int) elements).concatMap(i -> one);
    }

    @Override
    public Publisher<String> createFailedPublisher() {
        EventLoop loop = EventLoop.create();
        loop.close();
        return PosixMqNames.create(loop).awaitQueue(queues.name());
    }
}
