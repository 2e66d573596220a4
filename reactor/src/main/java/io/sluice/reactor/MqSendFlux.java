package io.sluice.reactor;

import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The cold publisher of the results of a stream of sends. */
final class MqSendFlux<T> extends Flux<SendResult<T>> {
    private final SendLine line;
    private final PosixMqSenderOptions options;
    private final Publisher<? extends OutboundMessage<T>> source;

    MqSendFlux(SendLine line, PosixMqSenderOptions options, Publisher<? extends OutboundMessage<T>> source) {
        this.line = line;
        this.options = options;
        this.source = source;
    }

    @Override
    public void subscribe(CoreSubscriber<? super SendResult<T>> actual) {
        source.subscribe(new MqSendSubscription<>(actual, line, options));
    }
}
