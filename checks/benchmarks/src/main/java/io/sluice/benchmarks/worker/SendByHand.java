package io.sluice.benchmarks.worker;

import java.io.IOException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What a user writes without Sluice: the blocking call for each message, on a spare thread. */
final class SendByHand implements Role {
    @Override
    public void run(Command command, Round round) throws IOException {
        try (BlockingQueueCalls queue = BlockingQueueCalls.open(command.queues().get(0), command.size())) {
            Payload payload = new Payload(command.size());
            round.ready();
            long begun = System.nanoTime();
            Long sent = Flux.range(0, command.count())
                    .doOnNext(number -> queue.send(payload.of(number)))
                    .subscribeOn(Schedulers.boundedElastic())
                    .count()
                    .block(Duration.ofSeconds(Arrivals.MAX_ROUND_SECONDS));
            if (sent == null || sent != command.count()) {
                throw new IllegalStateException("sent " + sent + " of " + command.count());
            }
            round.done(System.nanoTime() - begun);
        }
    }
}
