package io.sluice.samples.docs;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** The Java of docs/shutting-down.md. */
final class ShuttingDownSnippets {
    private ShuttingDownSnippets() {}

    interface Work {
        Mono<Void> on(PosixMessage message);
    }

    static void shutDown(PosixMessageQueue queue, Work work) {
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        CompletableFuture<Void> working =
                receiver.receive().concatMap(message -> work.on(message)).then().toFuture();

        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            receiver.stop();
            working.orTimeout(20, TimeUnit.SECONDS).join();
            queue.close();
        }));
    }
}
