package io.sluice.reactor.ring;

import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.TestRings;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a single send through a ring: its completion, and what follows on it. */
public class RingSendMonoVerificationTest extends QueuePublisherVerification<Integer> {
    private static final RingMessage MESSAGE = RingMessage.ofText(1, "message");

    private final TestRings rings = new TestRings();

    @AfterMethod
    public void closeRings() {
        rings.close();
    }

    @Override
    public Publisher<Integer> createPublisher(long elements) {
        Ring ring = rings.create();
        RingReceiver.create(rings.closing(ring.consumer())).receive().subscribe(); // until the ring is closed
        Mono<Void> send = RingSender.create(rings.closing(ring.producer())).send(MESSAGE);
        if (elements <= 1) {
            return elements == 0 ? send.cast(Integer.class) : send.thenReturn(1);
        }
        return Flux.range(0, (int) elements).concatMap(send::thenReturn);
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        RingProducer producer = rings.create().producer();
        producer.close();
        return RingSender.create(producer).send(MESSAGE).cast(Integer.class);
    }
}
