package io.sluice.samples.docs;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.SystemdQueues;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.util.List;
import reactor.core.publisher.Flux;

/** The Java of docs/containers.md. */
final class ContainersSnippets {
    private ContainersSnippets() {}

    static Flux<PosixMessage> orders() {
        List<PosixMessageQueue> queues = SystemdQueues.inherited();
        Flux<PosixMessage> orders = PosixMqReceiver.create(queues.get(0)).receive();

        return orders;
    }
}
