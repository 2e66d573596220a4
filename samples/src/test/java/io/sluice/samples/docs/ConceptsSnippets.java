package io.sluice.samples.docs;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import reactor.core.publisher.Flux;

/** The Java of docs/concepts.md. */
final class ConceptsSnippets {
    private ConceptsSnippets() {}

    static void receive(OperatorsSnippets.Work work) {
        try (PosixMessageQueue orders = PosixMessageQueue.open("/orders", PosixAccess.READ)) {
            PosixMqReceiver.create(orders)
                    .receive()
                    .concatMap(order -> work.on(order))
                    .doOnNext(System.out::println)
                    .blockLast();
        } catch (ErrnoException failed) {
            System.err.println(failed.getMessage()); // which call, on what, which errno, and what to do
        }
    }

    static Flux<PosixMessage> fairly(PosixMessageQueue orders) {
        PosixMqReceiver receiver =
                PosixMqReceiver.create(orders, PosixMqReceiverOptions.create().fair(true));

        return receiver.receive();
    }
}
