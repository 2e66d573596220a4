package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.util.List;

/**
 * Notified of a message by {@code mq_notify}, it takes everything: the kernel notifies once, when the empty queue gets a
 * message, and says nothing of those behind it.
 */
public final class NotifyAndDrain {
    private static final List<String> BURST = List.of("three", "four", "five");

    private NotifyAndDrain() {}

    /**
     * Takes two messages that are there, and three that come when the queue is empty.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-notify-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(10)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create()) {
            PosixMessageQueue.unlink(name); // it lives until it is closed, so nothing is left however this ends
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);
            queue.trySend(PosixMessage.ofText("one"));
            queue.trySend(PosixMessage.ofText("two"));

            PosixMqNotifier.create(queue)
                    .notifications()
                    .doOnNext(notification -> System.out.println("notified"))
                    .concatMap(
                            notification -> receiver.receiveUntilEmpty()
                                    .map(PosixMessage::text)
                                    .collectList(),
                            0)
                    .doOnNext(taken -> System.out.println("took " + taken))
                    .doOnNext(taken -> {
                        if (taken.contains("two")) {
                            BURST.forEach(text -> queue.trySend(PosixMessage.ofText(text)));
                        }
                    })
                    .takeUntil(taken -> taken.contains("five"))
                    .blockLast();
        }
    }
}
