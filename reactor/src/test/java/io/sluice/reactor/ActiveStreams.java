package io.sluice.reactor;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.mqueue.SendStreamTest;
import io.sluice.testing.Waiters;

/** A program with subscriptions and blocking calls under way, which then exits with status 3 or waits to be ended. */
public final class ActiveStreams {
    static final int STATUS = 3;

    private ActiveStreams() {}

    /** Takes an empty queue, a full one and what to do. */
    public static void main(String[] arguments) throws InterruptedException {
        PosixMessageQueue empty = PosixMessageQueue.open(arguments[0], PosixAccess.READ_WRITE);
        PosixMessageQueue full = PosixMessageQueue.open(arguments[1], PosixAccess.READ_WRITE);
        PosixMqReceiver.create(empty).receive().subscribe();
        PosixMqReceiver.create(empty, PosixMqReceiverOptions.create().fair(true))
                .receive()
                .subscribe();
        PosixMqSender.create(full).send(PosixMessage.ofText("never")).subscribe();
        PosixMqSender.create(full).send(SendStreamTest.numbered(100)).subscribe();
        Waiters.awaitBusy(3);
        System.out.println("ready");
        if (arguments[2].equals("exit")) {
            System.exit(STATUS);
        }
        Thread.currentThread().join();
    }
}
