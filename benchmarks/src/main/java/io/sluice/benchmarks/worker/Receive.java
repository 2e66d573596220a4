package io.sluice.benchmarks.worker;

import io.sluice.mqueue.Access;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqReceiver;
import java.util.ArrayList;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Sluice: every queue of the round is a stream with unbounded demand, all on one event loop. */
final class Receive implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException {
        Arrivals arrivals = new Arrivals(command);
        List<PosixMessageQueue> queues = new ArrayList<>();
        Disposable.Composite streams = Disposables.composite();
        for (String name : command.queues()) {
            int index = queues.size();
            PosixMessageQueue queue = PosixMessageQueue.open(name, Access.READ);
            queues.add(queue);
            streams.add(PosixMqReceiver.create(queue)
                    .receive()
                    .subscribe(message -> arrivals.accept(index, message.payload()), arrivals::fail));
        }
        round.ready();
        round.done(arrivals.awaitNanos());
        streams.dispose();
        queues.forEach(PosixMessageQueue::close);
        arrivals.checkCount();
    }
}
