package io.sluice.samples.docs;

import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** The Java of docs/ring.md. */
final class RingSnippets {
    private RingSnippets() {}

    static void receive() {
        try (Ring ring = Ring.builder("/prices").capacity(1 << 20).openOrCreate();
                RingConsumer consumer = ring.consumer()) {
            RingReceiver.create(consumer)
                    .receive()
                    .map(RingMessage::text)
                    .take(1_000)
                    .doOnNext(System.out::println)
                    .blockLast();
        }
    }

    static Flux<?> decode(RingConsumer consumer) {
        record Price(int item, double value) {}

        Flux<Price> prices = RingReceiver.create(consumer)
                .receive((type, message) -> new Price(message.getInt(0), message.getDouble(8)));
        return prices;
    }

    static void send(RingProducer producer) {
        RingSender sender = RingSender.create(producer);
        sender.send(RingMessage.ofText(1, "bolts 12.50"), Duration.ofSeconds(1)).subscribe();
    }
}
