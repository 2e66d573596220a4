package io.sluice.samples;

import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A send that waits for room, but not for ever. It has one outcome: what timed out was not sent and never will be. */
public final class TimedSend {
    private TimedSend() {}

    /**
     * Sends to a full queue: once until the time is over, once until there is room.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-timed-send-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(1)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create()) {
            PosixMessageQueue.unlink(name); // it lives until it is closed, so nothing is left however this ends
            PosixMqSender sender = PosixMqSender.create(queue);
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);

            sender.send(PosixMessage.ofText("one")).block();
            System.out.println("one: sent, and the queue of 1 is full");

            sender.send(PosixMessage.ofText("two"), Duration.ofMillis(300))
                    .doOnError(SendTimeoutException.class, e -> System.out.println("two: " + e.getMessage()))
                    .onErrorComplete(SendTimeoutException.class)
                    .block();

            Mono<PosixMessage> receiveLater =
                    Mono.delay(Duration.ofMillis(200)).then(receiver.receive().next());
            sender.send(PosixMessage.ofText("three"), Duration.ofSeconds(5))
                    .doOnSuccess(done -> System.out.println("three: sent, as soon as there was room"))
                    .and(receiveLater.doOnNext(message -> System.out.println(message.text() + ": received")))
                    .block();

            receiver.receiveUntilEmpty()
                    .doOnNext(message -> System.out.println(message.text() + ": received, and two never came"))
                    .blockLast();
        }
    }
}
