package io.sluice.benchmarks.worker;

import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import java.io.IOException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Sluice: a ring as a stream with unbounded demand. */
final class ReceiveRing implements Role {
    /** How the messages are received and checked. */
    private interface Stream {
        Flux<?> of(RingReceiver receiver, Arrivals arrivals);
    }

    private final Stream stream;

    private ReceiveRing(Stream stream) {
        this.stream = stream;
    }

    static ReceiveRing copied() {
        return new ReceiveRing(
                (receiver, arrivals) -> receiver.receive().doOnNext(message -> arrivals.accept(message.payload())));
    }

    /** Each message is read where it is. */
    static ReceiveRing decoded() {
        return new ReceiveRing((receiver, arrivals) -> receiver.receive((type, message) -> {
            arrivals.accept(message);
            return Boolean.TRUE;
        }));
    }

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Arrivals arrivals = new Arrivals(command);
        try (Ring ring = Ring.builder(command.queues().get(0)).open();
                RingConsumer consumer = ring.consumer()) {
            Disposable messages =
                    stream.of(RingReceiver.create(consumer), arrivals).subscribe(message -> {}, arrivals::fail);
            round.ready();
            round.done(arrivals.awaitNanos());
            messages.dispose();
        }
        arrivals.checkCount();
    }
}
