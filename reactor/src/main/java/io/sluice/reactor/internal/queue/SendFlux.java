package io.sluice.reactor.internal.queue;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The cold publisher of the results of a stream of sends.
 *
 * @param <M> the type of the messages
 * @param <T> the type of the correlation metadata
 */
public final class SendFlux<M, T> extends Flux<SendResult<T>> {
    private final OperationQueue<M> queue;
    private final SenderOptions options;
    private final Publisher<? extends OutboundMessage<M, T>> messages;

    /** A publisher that sends nothing before it is subscribed to. */
    public SendFlux(
            OperationQueue<M> queue, SenderOptions options, Publisher<? extends OutboundMessage<M, T>> messages) {
        this.queue = queue;
        this.options = options;
        this.messages = messages;
    }

    @Override
    public void subscribe(CoreSubscriber<? super SendResult<T>> actual) {
        messages.subscribe(new SendSubscription<>(actual, queue, options));
    }
}
