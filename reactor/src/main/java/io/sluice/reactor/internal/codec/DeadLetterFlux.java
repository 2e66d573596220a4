package io.sluice.reactor.internal.codec;

import io.sluice.reactor.codec.WhenUndecodable;
import java.util.function.Function;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * Decodes messages one at a time: the next one is taken when the dead letter of the one before has arrived.
 *
 * @param <M> the type of the messages
 * @param <E> what the source emits
 * @param <T> the type of the objects
 */
final class DeadLetterFlux<M, E, T> extends Flux<T> {
    private final Flux<E> source;
    private final Function<? super E, Object> decode;
    private final WhenUndecodable<M> whenUndecodable;

    DeadLetterFlux(Flux<E> source, Function<? super E, Object> decode, WhenUndecodable<M> whenUndecodable) {
        this.source = source;
        this.decode = decode;
        this.whenUndecodable = whenUndecodable;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new DeadLetterSubscription<>(actual, decode, whenUndecodable));
    }
}
