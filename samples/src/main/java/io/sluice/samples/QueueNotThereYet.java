package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** The owner of a queue may start later, and start anew: a receiver by name waits for the queue, and for the next one. */
public final class QueueNotThereYet {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private QueueNotThereYet() {}

    /** The other side, which as a rule is another process: it makes its queue anew and sends to it. */
    private static void startOwner(String name, int start) {
        if (start > 1) {
            PosixMessageQueue.unlink(name);
        }
        try (PosixMessageQueue queue =
                PosixMessageQueue.builder(name).maxMessages(10).create()) {
            System.out.println("the owner has made it");
            queue.trySend(PosixMessage.ofText("welcome " + start));
        }
    }

    /**
     * Receives from a queue that is made half a second later, and from the one that takes its place.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-later-" + ProcessHandle.current().pid();
        Flux.range(1, 2).delayElements(PAUSE).subscribe(start -> startOwner(name, start));
        NamedPosixMqReceiver.create(name)
                .receive()
                .take(2)
                .doOnNext(message -> System.out.println("received " + message.text()))
                .blockLast();
        PosixMessageQueue.unlink(name);
    }
}
