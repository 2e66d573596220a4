package io.sluice.benchmarks.worker;

import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;

/** Sluice: a subscribed ring, to which nothing is sent, for as many milliseconds as the round has messages. */
final class IdleRing implements Role {
    private static final long SETTLING_MILLIS = 2_000;

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        CountDownLatch disturbed = new CountDownLatch(1);
        try (Ring ring = Ring.builder(command.queues().get(0)).open();
                RingConsumer consumer = ring.consumer()) {
            Disposable stream = RingReceiver.create(consumer)
                    .receive()
                    .subscribe(message -> disturbed.countDown(), failure -> disturbed.countDown());
            boolean quiet = !disturbed.await(SETTLING_MILLIS, TimeUnit.MILLISECONDS);
            round.readyIdle();
            long begun = System.nanoTime();
            quiet &= !disturbed.await(command.count(), TimeUnit.MILLISECONDS);
            round.doneIdle(System.nanoTime() - begun);
            stream.dispose();
            if (!quiet) {
                throw new IllegalStateException("a ring that nobody sends to had a message, or failed");
            }
        }
    }
}
