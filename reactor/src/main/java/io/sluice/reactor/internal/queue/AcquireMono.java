package io.sluice.reactor.internal.queue;

import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * The cold publisher of what is acquired. Each subscription acquires once, with demand. The subscriber has to give back what
 * it gets. Empty where nothing is left and the limit is {@link Limit#IMMEDIATE}.
 *
 * @param <M> what says what to acquire
 * @param <V> what the subscriber gets
 */
public final class AcquireMono<M, V> extends Mono<V> {
    private final AcquireLine<M> line;
    private final Supplier<? extends M> message;
    private final Limit limit;
    private final Function<? super M, ? extends V> value;

    /** With what says what to acquire, one for each subscription, and what the subscriber gets for it; the latter may not throw. */
    public AcquireMono(
            AcquireLine<M> line, Supplier<? extends M> message, Limit limit, Function<? super M, ? extends V> value) {
        this.line = line;
        this.message = message;
        this.limit = limit;
        this.value = value;
    }

    @Override
    public void subscribe(CoreSubscriber<? super V> actual) {
        new Single<>(this, actual).start();
    }

    private static final class Single<M, V> extends Acquisition<M> {
        private final Function<? super M, ? extends V> value;
        private final CoreSubscriber<? super V> actual;

        Single(AcquireMono<M, V> mono, CoreSubscriber<? super V> actual) {
            super(mono.line, mono.message.get(), mono.limit);
            value = mono.value;
            this.actual = actual;
        }

        @Override
        void acquired() {
            actual.onNext(value.apply(message()));
            actual.onComplete();
        }

        @Override
        void refused(Throwable cause) {
            actual.onError(cause);
        }

        @Override
        void noneLeft() {
            actual.onComplete();
        }

        @Override
        protected CoreSubscriber<?> subscriber() {
            return actual;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                badRequest(n);
            } else {
                acquire();
            }
        }

        @Override
        public void cancel() {
            cancelAcquiring();
        }
    }
}
