package io.sluice.trial.neighbour;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** {@code Relay FROM TO COUNT}: passes messages on, and says "relayed" when that is done. */
final class Relay {
    private Relay() {}

    public static void main(String[] arguments) {
        try (PosixMessageQueue from = PosixMessageQueue.open(arguments[0], PosixAccess.READ);
                PosixMessageQueue to = PosixMessageQueue.open(arguments[1], PosixAccess.WRITE)) {
            System.out.println("relaying");
            pass(from, to, Integer.parseInt(arguments[2]));
            System.out.println("relayed");
        }
    }

    /** How long so many messages may take. */
    static Duration bound(int count) {
        return Bounds.SOON.plus(Bounds.SOON.multipliedBy(count / 50_000));
    }

    static void pass(PosixMessageQueue from, PosixMessageQueue to, int count) {
        Flux<OutboundMessage<PosixMessage, Boolean>> messages =
                PosixMqReceiver.create(from).receive().take(count).map(message -> new OutboundMessage<>(message, true));
        Long passed = PosixMqSender.create(to).send(messages).count().block(bound(count));
        if (passed == null || passed != count) {
            throw new AssertionError("passed " + passed + " of " + count);
        }
    }
}
