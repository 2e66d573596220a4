package io.sluice.benchmarks.worker;

import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sluice: how old each message is when it arrives, which begins with the time of its sending. */
final class AwaitRing implements Role {
    @Override
    public void run(Command command, Round round) throws IOException {
        try (Ring ring = Ring.builder(command.queues().get(0)).open();
                RingConsumer consumer = ring.consumer()) {
            round.ready();
            List<Long> ages = RingReceiver.create(consumer)
                    .receive((type, message) -> System.nanoTime() - message.getLong(0)) // the clock of the sender
                    .take(command.count())
                    .collectList()
                    .block(Duration.ofSeconds(Arrivals.MAX_ROUND_SECONDS));
            if (ages == null || ages.size() != command.count()) {
                throw new IllegalStateException("not all messages came");
            }
            round.done(ages.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
