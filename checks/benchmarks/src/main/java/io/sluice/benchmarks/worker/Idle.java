package io.sluice.benchmarks.worker;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Sluice: subscribed queues, to which nothing is sent, for as many milliseconds as the round has messages. Without queues,
 * what a JVM costs that does nothing.
 */
final class Idle implements Role {
    /** Before the time is taken: to subscribe is work, also for the JIT, which does its part behind it. */
    private static final long SETTLING_MILLIS = 2_000;

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        List<PosixMessageQueue> queues = new ArrayList<>();
        Disposable.Composite streams = Disposables.composite();
        CountDownLatch disturbed = new CountDownLatch(1);
        for (String name : command.queues()) {
            PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ);
            queues.add(queue);
            streams.add(PosixMqReceiver.create(queue)
                    .receive()
                    .subscribe(message -> disturbed.countDown(), failure -> disturbed.countDown()));
        }
        boolean quiet = !disturbed.await(SETTLING_MILLIS, TimeUnit.MILLISECONDS);
        round.readyIdle();
        long begun = System.nanoTime();
        quiet &= !disturbed.await(command.count(), TimeUnit.MILLISECONDS);
        round.doneIdle(System.nanoTime() - begun);
        streams.dispose();
        queues.forEach(PosixMessageQueue::close);
        if (!quiet) {
            throw new IllegalStateException("a queue that nobody sends to had a message, or failed");
        }
    }
}
