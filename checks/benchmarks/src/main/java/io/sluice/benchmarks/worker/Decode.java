package io.sluice.benchmarks.worker;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.io.IOException;
import reactor.core.Disposable;

/** Sluice: a stream whose messages are read where the kernel has written them. */
final class Decode implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Arrivals arrivals = new Arrivals(command);
        try (PosixMessageQueue queue = PosixMessageQueue.open(command.queues().get(0), PosixAccess.READ)) {
            Disposable messages = PosixMqReceiver.create(queue)
                    .receive((priority, message) -> {
                        arrivals.accept(message);
                        return Boolean.TRUE;
                    })
                    .subscribe(message -> {}, arrivals::fail);
            round.ready();
            round.done(arrivals.awaitNanos());
            messages.dispose();
        }
        arrivals.checkCount();
    }
}
