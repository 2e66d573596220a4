package io.sluice.reactor.internal.queue;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * The cold publisher of one operation: each subscription submits it once more.
 *
 * @param <M> what the operation carries
 */
public final class OperationMono<M> extends Mono<Void> {
    private final OperationQueue<M> queue;
    private final M message;
    private final Limit limit;

    /** A publisher that submits nothing before it is subscribed to. */
    public OperationMono(OperationQueue<M> queue, M message, Limit limit) {
        this.queue = queue;
        this.message = message;
        this.limit = limit;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Single<M> operation = new Single<>(queue, message, limit, actual);
        actual.onSubscribe(operation);
        queue.submit(operation);
    }

    private static final class Single<M> extends Operation<M> implements Subscription {
        private final CoreSubscriber<? super Void> actual;

        Single(OperationQueue<M> queue, M message, Limit limit, CoreSubscriber<? super Void> actual) {
            super(queue, message, limit);
            this.actual = actual;
        }

        @Override
        protected void succeeded() {
            actual.onComplete();
        }

        @Override
        protected void failed(Throwable cause) {
            actual.onError(cause);
        }

        @Override
        protected void dropped() {
            // The subscriber has cancelled it and knows.
        }

        @Override
        protected CoreSubscriber<?> subscriber() {
            return actual;
        }

        @Override
        public void request(long n) {
            // There is no element to ask for: completion needs no demand.
        }

        @Override
        public void cancel() {
            cancelOperation();
        }
    }
}
