package io.sluice.reactor.ring;

import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.TestRings;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for the drain of a ring. */
public class RingDrainVerificationTest extends QueuePublisherVerification<RingMessage> {
    private static final int MOST = 100;

    private final TestRings rings = new TestRings();

    @AfterMethod
    public void closeRings() {
        rings.close();
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Publisher<RingMessage> createPublisher(long elements) {
        Ring ring = rings.create();
        RingProducer producer = rings.closing(ring.producer());
        for (int i = 0; i < elements; i++) {
            producer.tryWrite(RingMessage.ofText(i + 1, "message"));
        }
        return RingReceiver.create(rings.closing(ring.consumer())).receiveUntilEmpty();
    }

    @Override
    public Publisher<RingMessage> createFailedPublisher() {
        RingConsumer consumer = rings.create().consumer();
        consumer.close();
        return RingReceiver.create(consumer).receiveUntilEmpty();
    }
}
