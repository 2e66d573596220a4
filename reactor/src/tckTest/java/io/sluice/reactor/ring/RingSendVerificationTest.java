package io.sluice.reactor.ring;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.testing.TestRings;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for the results of a stream of sends through a ring. */
public class RingSendVerificationTest extends QueuePublisherVerification<SendResult<Integer>> {
    private final TestRings rings = new TestRings();

    @AfterMethod
    public void closeRings() {
        rings.close();
    }

    @Override
    public Publisher<SendResult<Integer>> createPublisher(long elements) {
        Ring ring = rings.create();
        RingReceiver.create(rings.closing(ring.consumer())).receive().subscribe(); // until the ring is closed
        return RingSender.create(rings.closing(ring.producer()))
                .send(Flux.range(1, (int) elements).map(i -> OutboundMessage.create(RingMessage.ofText(i, "x"), i)));
    }

    @Override
    public Publisher<SendResult<Integer>> createFailedPublisher() {
        Ring ring = rings.create();
        return RingSender.create(rings.closing(ring.producer()))
                .send(Flux.error(new IllegalStateException("publisher")));
    }
}
