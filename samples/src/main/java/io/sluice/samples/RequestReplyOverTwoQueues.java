package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.samples.support.NamedQueue;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests go through one queue and replies through another. A number that travels with both tells who asked. */
public final class RequestReplyOverTwoQueues {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RequestReplyOverTwoQueues() {}

    /** The other side, which as a rule is another process: counts letters, and takes its time with the longer words. */
    private static Flux<Void> serve(PosixMessageQueue requests, PosixMessageQueue replies) {
        PosixMqSender sender = PosixMqSender.create(replies);
        return PosixMqReceiver.create(requests)
                .receive()
                .map(request -> request.text().split(" ", 2))
                .flatMap(
                        words -> Mono.delay(Duration.ofMillis(20L * words[1].length()))
                                .map(done -> PosixMessage.ofText(words[0] + " " + words[1].length()))
                                .flatMap(reply -> sender.send(reply, PATIENCE)),
                        4,
                        1);
    }

    /**
     * Asks three things at once; the replies overtake each other.
     *
     * @param args none
     */
    public static void main(String[] args) {
        long pid = ProcessHandle.current().pid();
        try (NamedQueue requests = NamedQueue.create("/sluice-requests-" + pid, 10);
                NamedQueue replies = NamedQueue.create("/sluice-replies-" + pid, 10)) {
            Disposable server = serve(requests.queue(), replies.queue()).subscribe();
            RequestReplyClient client = new RequestReplyClient(requests.queue(), replies.queue());
            Disposable dispatching = client.dispatchReplies();
            Flux.just("backpressure", "queue", "sluice")
                    .flatMapSequential(word -> client.ask(word).map(letters -> word + " has " + letters + " letters"))
                    .doOnNext(System.out::println)
                    .blockLast();
            dispatching.dispose();
            server.dispose();
        }
    }
}
