package io.sluice.samples;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
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
        PosixMessageQueue queue =
                PosixMessageQueue.builder(name).maxMessages(10).create();
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Sinks.Empty<Void> shutdown = Sinks.empty();
        Sinks.Empty<Void> threeAreDone = Sinks.empty();

        // The next receive begins where the other ends, and no message is in between.
        Flux<PosixMessage> messages =
                receiver.receive().takeUntilOther(shutdown.asMono()).concatWith(receiver.receiveUntilEmpty());
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
            // On the loop, which is where messages come from: no message can be on its way just then.
            EventLoop.shared().execute(shutdown::tryEmitEmpty);
            // A sender that has the queue open may go on sending: this is how long it is listened to.
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
