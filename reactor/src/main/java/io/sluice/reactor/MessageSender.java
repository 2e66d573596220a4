package io.sluice.reactor;

import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the senders of all kinds have in common: they send in order, without blocking the calling thread, and every send has one
 * outcome. Each kind says which errors it has.
 *
 * <pre>{@code
 * MessageSender<PosixMessage> orders = sender;
 * orders.send(PosixMessage.ofText("12 bolts"), Duration.ofSeconds(1)).subscribe();
 * }</pre>
 *
 * <p>May be used from any thread.
 *
 * @param <M> the type of the messages
 */
public interface MessageSender<M> {
    /**
     * Sends a message, and waits for room without a limit.
     *
     * @param message what to send
     * @return completes when it was sent; each subscription sends it once more. When a cancel returns, it is not sent any more
     */
    Mono<Void> send(M message);

    /**
     * Sends a message, and waits for room no longer than a timeout. If there is room, the message is sent, however short the
     * timeout.
     *
     * @param message what to send
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to try once; 292 years or more
     *     mean for ever
     * @return completes when it was sent; each subscription sends it once more. When a cancel returns, it is not sent any more
     * @throws IllegalArgumentException if the timeout is negative
     */
    Mono<Void> send(M message, Duration timeout);

    /**
     * Sends the messages of a publisher in its order, and gives a result for each in that order.
     *
     * @param messages what to send
     * @param <T> the type of the correlation metadata
     * @return the results. An error of the publisher comes after the results of its messages
     */
    <T> Flux<SendResult<T>> send(Publisher<? extends OutboundMessage<M, T>> messages);
}
