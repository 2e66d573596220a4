package io.sluice.benchmarks.worker;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.io.IOException;
import reactor.core.publisher.Flux;

/** Sluice: a stream of messages, each with its result. */
final class Send implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (PosixMessageQueue queue = PosixMessageQueue.open(command.queues().get(0), PosixAccess.WRITE)) {
            Payload payload = new Payload(command.size());
            Flux<OutboundMessage<PosixMessage, Integer>> messages = Flux.range(0, command.count())
                    .map(number -> OutboundMessage.create(PosixMessage.of(payload.of(number)), number));
            SendOutcome outcome = new SendOutcome();
            Flux<SendResult<Integer>> results = PosixMqSender.create(queue).send(messages);
            round.ready();
            long begun = System.nanoTime();
            results.subscribe(outcome::accept, outcome::end, () -> outcome.end(null));
            outcome.await(command.count());
            round.done(System.nanoTime() - begun);
        }
    }
}
