package io.sluice.benchmarks.worker;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.pipe.PipeSender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import reactor.core.publisher.Flux;

/** Sluice: a stream of records to a FIFO, each with its result. */
final class SendFifo implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (PipeSender sender = PipeSender.create(Path.of(command.queues().get(0)))) {
            Payload payload = new Payload(command.size());
            Flux<OutboundMessage<ByteBuffer, Integer>> records = Flux.range(0, command.count())
                    .map(number -> OutboundMessage.create(ByteBuffer.wrap(payload.of(number)), number));
            SendOutcome outcome = new SendOutcome();
            Flux<SendResult<Integer>> results = sender.send(records);
            round.ready();
            long begun = System.nanoTime();
            results.subscribe(outcome::accept, outcome::end, () -> outcome.end(null));
            outcome.await(command.count());
            round.done(System.nanoTime() - begun);
        }
    }
}
