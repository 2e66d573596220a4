package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who asks in {@link RequestReplyOverTwoQueues}: a number that travels with request and reply tells which belong together. */
final class RequestReplyClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<String, Sinks.One<String>> waiting = new ConcurrentHashMap<>();
    private final PosixMqSender sender;
    private final Flux<PosixMessage> replies;

    RequestReplyClient(PosixMessageQueue requests, PosixMessageQueue replies) {
        sender = PosixMqSender.create(requests);
        this.replies = PosixMqReceiver.create(replies).receive();
    }

    /** One subscription for all who ask. A reply that nobody waits for any more goes nowhere. */
    Disposable dispatchReplies() {
        return replies.subscribe(reply -> {
            String[] words = reply.text().split(" ", 2);
            Sinks.One<String> asking = waiting.remove(words[0]);
            if (asking != null) {
                asking.tryEmitValue(words[1]);
            }
        });
    }

    Mono<String> ask(String text) {
        return Mono.defer(() -> {
            String number = Integer.toString(lastNumber.incrementAndGet());
            Sinks.One<String> reply = Sinks.one();
            waiting.put(number, reply); // before the request is sent, or the reply might be quicker
            return sender.send(PosixMessage.ofText(number + " " + text), PATIENCE)
                    .then(reply.asMono())
                    .timeout(PATIENCE)
                    .doFinally(ended -> waiting.remove(number));
        });
    }
}
