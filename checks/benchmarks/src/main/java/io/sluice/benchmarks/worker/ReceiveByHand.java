package io.sluice.benchmarks.worker;

import java.io.IOException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What a user writes without Sluice: a loop around the blocking call, in {@code Flux.create}, on a spare thread. */
final class ReceiveByHand implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Arrivals arrivals = new Arrivals(command);
        try (BlockingQueueCalls queue = BlockingQueueCalls.open(command.queues().get(0), command.size())) {
            Flux<byte[]> messages = Flux.create(sink -> {
                // The blocking call knows nothing of a cancel, so this one ends with its round.
                while (!sink.isCancelled() && !arrivals.isComplete()) {
                    sink.next(queue.receive());
                }
                sink.complete();
            });
            Disposable stream =
                    messages.subscribeOn(Schedulers.boundedElastic()).subscribe(arrivals::accept, arrivals::fail);
            round.ready();
            round.done(arrivals.awaitNanos());
            stream.dispose();
        }
        arrivals.checkCount();
    }
}
