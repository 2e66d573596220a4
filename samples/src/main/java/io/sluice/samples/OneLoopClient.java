package io.sluice.samples;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.time.Duration;

/** A client of {@link OneLoopServer}, to be started in another terminal: it opens both queues, sends, and closes. */
public final class OneLoopClient {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private OneLoopClient() {}

    /**
     * Sends one message to each of the server's queues.
     *
     * @param args the queue's name, or nothing for the usual one
     */
    public static void main(String[] args) {
        String name = args.length > 0 ? args[0] : OneLoopServer.NAME;
        try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.WRITE);
                SysvMessageQueue older = SysvMessageQueue.open(OneLoopServer.key(name), SysvAccess.WRITE)) {
            PosixMqSender.create(queue)
                    .send(PosixMessage.ofText("how do you do", 7), PATIENCE)
                    .then(SysvMqSender.create(older).send(SysvMessage.ofText(3, "and you"), PATIENCE))
                    .block();
            System.out.println("sent two messages");
        } catch (ErrnoException e) {
            System.out.println("is the server there? " + e.getMessage());
        }
    }
}
