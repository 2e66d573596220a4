package io.sluice.reactor;

import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The cold publisher of the results of a stream of sends. */
final class MqSendFlux<M, T> extends Flux<SendResult<T>> {
    private final SendLine<M> line;
    private final SenderOptions options;
    private final Publisher<? extends OutboundMessage<M, T>> source;

    MqSendFlux(SendLine<M> line, SenderOptions options, Publisher<? extends OutboundMessage<M, T>> source) {
        this.line = line;
        this.options = options;
        this.source = source;
    }

    @Override
    public void subscribe(CoreSubscriber<? super SendResult<T>> actual) {
        source.subscribe(new MqSendSubscription<>(actual, line, options));
    }
}
