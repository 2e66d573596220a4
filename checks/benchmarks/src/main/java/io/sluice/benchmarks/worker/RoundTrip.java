package io.sluice.benchmarks.worker;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.io.IOException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Sluice: a message is sent when the answer to the one before has come. */
final class RoundTrip implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (PosixMessageQueue requests =
                        PosixMessageQueue.open(command.queues().get(0), PosixAccess.WRITE);
                PosixMessageQueue answers =
                        PosixMessageQueue.open(command.queues().get(1), PosixAccess.READ)) {
            Payload payload = new Payload(command.size());
            Arrivals arrivals = Arrivals.ofOneQueue(command);
            PosixMqSender sender = PosixMqSender.create(requests);
            Disposable stream = PosixMqReceiver.create(answers)
                    .receive()
                    .subscribe(
                            answer -> {
                                arrivals.accept(answer.payload());
                                if (!arrivals.isComplete()) {
                                    send(sender, payload, arrivals);
                                }
                            },
                            arrivals::fail);
            round.ready();
            long begun = System.nanoTime();
            send(sender, payload, arrivals);
            arrivals.awaitNanos();
            round.done(System.nanoTime() - begun);
            stream.dispose();
            arrivals.checkCount();
        }
    }

    private static void send(PosixMqSender sender, Payload payload, Arrivals arrivals) {
        Mono<Void> sent = sender.send(PosixMessage.of(payload.of(arrivals.received())));
        sent.subscribe(nothing -> {}, arrivals::fail);
    }
}
