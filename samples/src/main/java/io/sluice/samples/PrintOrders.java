package io.sluice.samples;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Works on one order a second. The other orders wait in the kernel's queue, and their sender waits when it is full. */
public final class PrintOrders {
    public static void main(String[] args) {
        try (PosixMessageQueue queue =
                PosixMessageQueue.builder("/orders").maxMessages(10).openOrCreate()) {
            PosixMqReceiver.create(queue)
                    .receive()
                    .concatMap(order -> Mono.just(order).delayElement(Duration.ofSeconds(1)))
                    .doOnNext(order -> System.out.println(order.priority() + ": " + order.text()))
                    .blockLast();
        }
    }
}
