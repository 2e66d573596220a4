package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ring as the end of a route, which is its consumer, or a producer of it, while it runs. */
final class LocalRing extends LocalQueue {
    private final Ring ring;
    private @Nullable RingConsumer consumer;
    private @Nullable RingProducer producer;

    LocalRing(Ring ring) {
        this.ring = ring;
    }

    @Override
    String source() {
        return "ring:" + ring.name();
    }

    @Override
    String numberHeader() {
        return BridgeHeaders.TYPE;
    }

    @Override
    long lowestNumber() {
        return 1;
    }

    @Override
    long highestNumber() {
        return Integer.MAX_VALUE;
    }

    @Override
    int maxPayload() {
        return ring.longestMessage();
    }

    @Override
    Taking receive(EventLoop loop, Consumer<String> notices) {
        RingConsumer opened = ring.consumer();
        consumer = opened;
        // Its thread is its own anyway.
        RingReceiver receiver = RingReceiver.create(opened);
        return new Taking(
                receiver.receive().map(message -> new QueueMessage(message.type(), message.payload())), receiver);
    }

    private RingProducer producer() {
        RingProducer opened = producer == null ? ring.producer() : producer;
        producer = opened;
        return opened;
    }

    @Override
    boolean trySend(QueueMessage message) {
        return producer().tryWrite(messageOf(message));
    }

    @Override
    Delivery send(QueueMessage message) {
        return BlockedDelivery.of(handler -> producer().blockingWrite(messageOf(message), handler));
    }

    private static RingMessage messageOf(QueueMessage message) {
        return RingMessage.of((int) message.number(), message.payload());
    }

    @Override
    void release(Consumer<String> notices) {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }
}
