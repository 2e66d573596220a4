package io.sluice.samples;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The owner of a queue may start later: {@code retryWhen} tries again, for as long as it is this and no other error. */
public final class QueueNotThereYet {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private QueueNotThereYet() {}

    /** Opens the queue at each subscription, and closes it when that ends. */
    private static Flux<PosixMessage> receive(String name) {
        return Flux.using(
                () -> PosixMessageQueue.open(name, PosixAccess.READ),
                queue -> PosixMqReceiver.create(queue).receive(),
                PosixMessageQueue::close);
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof ErrnoException e && e.errno() == Errno.ENOENT;
    }

    /** The other side, which as a rule is another process: it makes its queue and sends to it. */
    private static void startOwner(String name) {
        try (PosixMessageQueue queue =
                PosixMessageQueue.builder(name).maxMessages(10).create()) {
            System.out.println("the owner has made it");
            queue.trySend(PosixMessage.ofText("welcome"));
        }
    }

    /**
     * Receives from a queue that is made half a second later.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-later-" + ProcessHandle.current().pid();
        Mono<PosixMessage> first = receive(name)
                .doOnError(e -> System.out.println(e.getMessage()))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).filter(QueueNotThereYet::isNotThere))
                .next()
                .doOnNext(message -> PosixMessageQueue.unlink(name)); // it is there now
        Mono<?> owner = Mono.delay(PAUSE.multipliedBy(5)).doOnNext(now -> startOwner(name));
        Mono.zip(first, owner)
                .doOnNext(both -> System.out.println("received " + both.getT1().text()))
                .block();
    }
}
