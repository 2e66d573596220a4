package io.sluice.benchmarks.worker;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Sluice: a stream of messages, each with its result. */
final class Send implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (PosixMessageQueue queue = PosixMessageQueue.open(command.queues().get(0), PosixAccess.WRITE)) {
            Payload payload = new Payload(command.size());
            Flux<OutboundMessage<PosixMessage, Integer>> messages = Flux.range(0, command.count())
                    .map(number -> OutboundMessage.create(PosixMessage.of(payload.of(number)), number));
            Outcome outcome = new Outcome();
            Flux<SendResult<Integer>> results = PosixMqSender.create(queue).send(messages);
            round.ready();
            long begun = System.nanoTime();
            results.subscribe(outcome::accept, outcome::end, () -> outcome.end(null));
            outcome.await(command.count());
            round.done(System.nanoTime() - begun);
        }
    }

    /** The results as they come: all of them, in order. */
    private static final class Outcome {
        private final CountDownLatch ended = new CountDownLatch(1);
        private int sent;
        private @Nullable Throwable failure;

        void accept(SendResult<Integer> result) {
            if (!result.isSent() || result.correlationMetadata() != sent) {
                throw new IllegalStateException("result " + sent + ": " + result);
            }
            sent++;
        }

        void end(@Nullable Throwable cause) {
            failure = cause;
            ended.countDown();
        }

        void await(int count) throws InterruptedException {
            boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
            if (!inTime || failure != null || sent != count) {
                throw new IllegalStateException("sent " + sent + " of " + count, failure);
            }
        }
    }
}
