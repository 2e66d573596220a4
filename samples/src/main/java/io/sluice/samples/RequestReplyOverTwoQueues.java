package io.sluice.samples;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqReceiver;
import io.sluice.reactor.PosixMqSender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Requests go through one queue and replies through another. A number that travels with both tells who asked. */
public final class RequestReplyOverTwoQueues {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<String, Sinks.One<String>> waiting = new ConcurrentHashMap<>();
    private final PosixMqSender sender;
    private final Flux<MqMessage> replies;

    private RequestReplyOverTwoQueues(PosixMessageQueue requests, PosixMessageQueue replies) {
        sender = PosixMqSender.create(requests);
        this.replies = PosixMqReceiver.create(replies).receive();
    }

    /** One subscription for all who ask. A reply that nobody waits for any more goes nowhere. */
    private Disposable dispatchReplies() {
        return replies.subscribe(reply -> {
            String[] words = reply.text().split(" ", 2);
            Sinks.One<String> asking = waiting.remove(words[0]);
            if (asking != null) {
                asking.tryEmitValue(words[1]);
            }
        });
    }

    private Mono<String> ask(String text) {
        return Mono.defer(() -> {
            String number = Integer.toString(lastNumber.incrementAndGet());
            Sinks.One<String> reply = Sinks.one();
            waiting.put(number, reply); // before the request is sent, or the reply might be quicker
            return sender.send(MqMessage.ofText(number + " " + text), PATIENCE)
                    .then(reply.asMono())
                    .timeout(PATIENCE)
                    .doFinally(ended -> waiting.remove(number));
        });
    }

    /** The other side, which as a rule is another process: counts letters, and takes its time with the longer words. */
    private static Flux<Void> serve(PosixMessageQueue requests, PosixMessageQueue replies) {
        PosixMqSender sender = PosixMqSender.create(replies);
        return PosixMqReceiver.create(requests)
                .receive()
                .map(request -> request.text().split(" ", 2))
                .flatMap(
                        words -> Mono.delay(Duration.ofMillis(20L * words[1].length()))
                                .map(done -> MqMessage.ofText(words[0] + " " + words[1].length()))
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
            RequestReplyOverTwoQueues client = new RequestReplyOverTwoQueues(requests.queue(), replies.queue());
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
