package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** At shutdown nobody finds the queue any more, and what is in it is worked on before the JVM ends. */
public final class DrainOnShutdown {
    private static final Duration WORK = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private DrainOnShutdown() {}

    /**
     * Ends while there are messages in its queue. {@code System.exit} does what Ctrl-C and SIGTERM do.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-drain-" + ProcessHandle.current().pid();
        PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(10)
                .whenUnlinked(WhenUnlinked.GO_ON) // it is unlinked below, on purpose
                .create();
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Sinks.Empty<Void> threeAreDone = Sinks.empty();

        // The first stream completes at the stop. The second one takes what is still in the queue.
        Flux<PosixMessage> messages =
                receiver.receive().concatWith(PosixMqReceiver.create(queue).receiveUntilEmpty());
        CompletableFuture<@Nullable Long> working = messages.concatMap(
                        message -> Mono.just(message).delayElement(WORK), 0)
                .doOnNext(message -> System.out.println("done with " + message.text()))
                .doOnNext(message -> {
                    if (message.text().endsWith(" 3")) {
                        threeAreDone.tryEmitEmpty();
                    }
                })
                .count()
                .toFuture();

        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            PosixMessageQueue.unlink(name);
            System.out.println("shutting down");
            receiver.stop();
            // A sender that has the queue open may go on sending: this is how long its messages are received.
            long done =
                    working.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
            System.out.println("the queue is empty after " + done + " messages");
            queue.close();
        }));

        Flux.range(1, 8).map(i -> PosixMessage.ofText("message " + i)).subscribe(queue::trySend);
        threeAreDone.asMono().block();
        System.exit(0);
    }
}
