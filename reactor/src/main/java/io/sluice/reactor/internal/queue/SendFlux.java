package io.sluice.reactor.internal.queue;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import java.util.function.Supplier;
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
    private final Supplier<? extends SendGroup<M>> groups;
    private final SenderOptions options;
    private final Publisher<? extends OutboundMessage<M, T>> messages;

    /** A publisher whose sends are operations of one queue. It sends nothing before it is subscribed to. */
    public SendFlux(
            OperationQueue<M> queue, SenderOptions options, Publisher<? extends OutboundMessage<M, T>> messages) {
        this(() -> new OperationGroup<>(queue), options, messages);
    }

    /** A publisher with a new group of sends for each subscription. It sends nothing before it is subscribed to. */
    public SendFlux(
            Supplier<? extends SendGroup<M>> groups,
            SenderOptions options,
            Publisher<? extends OutboundMessage<M, T>> messages) {
        this.groups = groups;
        this.options = options;
        this.messages = messages;
    }

    @Override
    public void subscribe(CoreSubscriber<? super SendResult<T>> actual) {
        messages.subscribe(new SendSubscription<>(actual, groups.get(), options));
    }
}
