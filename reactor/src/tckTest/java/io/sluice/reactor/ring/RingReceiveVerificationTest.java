package io.sluice.reactor.ring;

import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.TestRings;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for messages of a ring, of which there is no end. */
public class RingReceiveVerificationTest extends QueuePublisherVerification<RingMessage> {
    private final TestRings rings = new TestRings();

    @AfterMethod
    public void closeRings() {
        rings.close();
    }

    /** Each message that is emitted is written anew, so that the ring never runs empty. */
    @Override
    public Publisher<RingMessage> createPublisher(long elements) {
        Ring ring = rings.create();
        RingProducer producer = rings.closing(ring.producer());
        RingConsumer consumer = rings.closing(ring.consumer());
        for (int i = 0; i < 100; i++) {
            producer.tryWrite(RingMessage.ofText(i + 1, "message"));
        }
        return RingReceiver.create(consumer)
                .receive()
                .doOnNext(message -> {
                    if (producer.isOpen()) {
                        producer.tryWrite(message);
                    }
                })
                .take(elements);
    }

    @Override
    public Publisher<RingMessage> createFailedPublisher() {
        RingConsumer consumer = rings.create().consumer();
        consumer.close();
        return RingReceiver.create(consumer).receive();
    }
}
