package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A slow subscriber holds a fast sender back through the kernel: neither side keeps a buffer of its own. */
public final class Backpressure {
    private static final int MESSAGES = 30;
    private static final Duration WORK = Duration.ofMillis(50);

    private Backpressure() {}

    /**
     * Sends as fast as it goes what is received at 20 messages a second.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-backpressure-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(10)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create()) {
            PosixMessageQueue.unlink(name); // it lives until it is closed, so nothing is left however this ends
            AtomicInteger sent = new AtomicInteger();

            Mono<Duration> sending = PosixMqSender.create(queue)
                    .send(Flux.range(1, MESSAGES)
                            .map(i -> OutboundMessage.create(PosixMessage.ofText("message " + i), i)))
                    .doOnNext(result -> sent.incrementAndGet())
                    .then(Mono.just(true))
                    .elapsed()
                    .map(ended -> Duration.ofMillis(ended.getT1()));

            // A prefetch of 0: concatMap asks for a message when it is done with the one before, and never ahead.
            Mono<Void> receiving = PosixMqReceiver.create(queue)
                    .receive()
                    .take(MESSAGES)
                    .concatMap(message -> Mono.just(message).delayElement(WORK), 0)
                    .doOnNext(message -> System.out.printf(
                            "done with %-10s  %2d in the queue of %d, %2d sent%n",
                            message.text(), queue.attributes().currentMessages(), queue.maxMessages(), sent.get()))
                    .then();

            Mono.zip(sending, receiving.thenReturn(true))
                    .doOnNext(both -> System.out.println(
                            "the sender was done after " + both.getT1().toMillis() + " ms, nearly all of it waiting"))
                    .block();
        }
    }
}
