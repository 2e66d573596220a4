package io.sluice.benchmarks.worker;

import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import java.io.IOException;
import java.nio.file.Path;
import reactor.core.Disposable;

/** Sluice: records of a fixed size from a FIFO, each in an array of its own, with unbounded demand. */
final class ReceiveFifo implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Arrivals arrivals = new Arrivals(command);
        Path fifo = Path.of(command.queues().get(0));
        try (PipeReceiver<byte[]> receiver = PipeReceiver.open(fifo, Framing.fixed(command.size()))) {
            Disposable stream = receiver.receive().subscribe(arrivals::accept, arrivals::fail);
            round.ready();
            round.done(arrivals.awaitNanos());
            stream.dispose();
        }
        arrivals.checkCount();
    }
}
