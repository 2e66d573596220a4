package io.sluice.trial.neighbour;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;

/** {@code OtherUser QUEUE ID}: says what it receives from queues whose owner takes its permissions away meanwhile. */
final class OtherUser {
    private OtherUser() {}

    public static void main(String[] arguments) {
        try (PosixMessageQueue queue = PosixMessageQueue.open(arguments[0], PosixAccess.READ)) {
            System.out.println("opened");
            say(PosixMqReceiver.create(queue).receive().blockFirst());
            // Its second, blocking open is refused by now.
            PosixMqReceiver fair = PosixMqReceiver.create(
                    queue, PosixMqReceiverOptions.create().fair(true));
            fair.receive().take(2).doOnNext(OtherUser::say).blockLast();
        }
        try {
            PosixMessageQueue.open(arguments[0], PosixAccess.READ).close();
        } catch (ErrnoException refused) {
            System.out.println(refused.call() + " " + refused.errno());
        }
        try (SysvMessageQueue queue = SysvMessageQueue.openById(Integer.parseInt(arguments[1]), SysvAccess.READ)) {
            SysvMqReceiver receiver = SysvMqReceiver.create(queue);
            System.out.println("waits");
            try {
                receiver.receive(TypeSelector.any()).doOnNext(OtherUser::say).blockLast();
            } catch (ErrnoException refused) {
                System.out.println(refused.call() + " " + refused.errno());
            }
            SysvMessage message = null;
            while (message == null) {
                message = receiver.receive(TypeSelector.any())
                        .next()
                        .onErrorComplete(ErrnoException.class)
                        .block();
            }
            System.out.println("again: " + message.text());
        }
    }

    private static void say(PosixMessage message) {
        System.out.println("received " + message.text());
    }

    private static void say(SysvMessage message) {
        System.out.println("received " + message.text());
    }
}
