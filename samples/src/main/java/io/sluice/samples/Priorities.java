package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import reactor.core.publisher.Flux;

/** The kernel keeps a queue in order: the highest priority first, and the oldest first among equals. */
public final class Priorities {
    private Priorities() {}

    /**
     * Sends five messages of mixed priority and then receives them.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-priorities-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(10)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create()) {
            PosixMessageQueue.unlink(name); // it lives until it is closed, so nothing is left however this ends
            PosixMqSender sender = PosixMqSender.create(queue);
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);

            Flux.just(
                            PosixMessage.ofText("first of the fives", 5),
                            PosixMessage.ofText("the ten", 10),
                            PosixMessage.ofText("second of the fives", 5),
                            PosixMessage.ofText("the three", 3),
                            PosixMessage.ofText("the seven", 7))
                    .doOnNext(message -> System.out.println("sent      " + line(message)))
                    .concatMap(sender::send)
                    .blockLast();

            receiver.receiveUntilEmpty()
                    .doOnNext(message -> System.out.println("received  " + line(message)))
                    .blockLast();
        }
    }

    private static String line(PosixMessage message) {
        return String.format("%2d  %s", message.priority(), message.text());
    }
}
