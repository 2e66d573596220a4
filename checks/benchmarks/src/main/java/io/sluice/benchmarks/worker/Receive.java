package io.sluice.benchmarks.worker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.micrometer.SluiceMeters;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Sluice: every queue of the round is a stream with unbounded demand, all on one event loop. */
final class Receive implements Role {
    private final UnaryOperator<Flux<PosixMessage>> operator;
    private final PosixMqReceiverOptions options;

    Receive(UnaryOperator<Flux<PosixMessage>> operator) {
        this(operator, PosixMqReceiverOptions.create());
    }

    private Receive(UnaryOperator<Flux<PosixMessage>> operator, PosixMqReceiverOptions options) {
        this.operator = operator;
        this.options = options;
    }

    /** With all meters of received messages. */
    static Receive metered() {
        SluiceMeters meters = SluiceMeters.create(new SimpleMeterRegistry());
        return new Receive(messages -> messages, PosixMqReceiverOptions.create().metrics(meters));
    }

    /** Handled on another thread, which asks for so many messages at a time. */
    static UnaryOperator<Flux<PosixMessage>> elsewhere(int prefetch) {
        Scheduler thread = Schedulers.newSingle("elsewhere", true);
        return messages -> messages.publishOn(thread, prefetch);
    }

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Arrivals arrivals = new Arrivals(command);
        List<PosixMessageQueue> queues = new ArrayList<>();
        Disposable.Composite streams = Disposables.composite();
        for (String name : command.queues()) {
            int index = queues.size();
            PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ);
            queues.add(queue);
            streams.add(PosixMqReceiver.create(queue, options)
                    .receive()
                    .transform(operator)
                    .subscribe(message -> arrivals.accept(index, message.payload()), arrivals::fail));
        }
        round.ready();
        round.done(arrivals.awaitNanos());
        streams.dispose();
        queues.forEach(PosixMessageQueue::close);
        arrivals.checkCount();
    }
}
