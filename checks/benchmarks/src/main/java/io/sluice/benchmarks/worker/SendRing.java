package io.sluice.benchmarks.worker;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.io.IOException;
import reactor.core.publisher.Flux;

/** Sluice: a stream of messages into a ring, each with its result. */
final class SendRing implements Role {
    private static final int TYPE = 1;

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (Ring ring = Ring.builder(command.queues().get(0)).open();
                RingProducer producer = ring.producer()) {
            Payload payload = new Payload(command.size());
            Flux<OutboundMessage<RingMessage, Integer>> messages = Flux.range(0, command.count())
                    .map(number -> OutboundMessage.create(RingMessage.of(TYPE, payload.of(number)), number));
            SendOutcome outcome = new SendOutcome();
            Flux<SendResult<Integer>> results = RingSender.create(producer).send(messages);
            round.ready();
            long begun = System.nanoTime();
            results.subscribe(outcome::accept, outcome::end, () -> outcome.end(null));
            outcome.await(command.count());
            round.done(System.nanoTime() - begun);
        }
    }
}
