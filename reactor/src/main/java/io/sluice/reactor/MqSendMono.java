package io.sluice.reactor;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The cold publisher of one send: each subscription sends the message once more. */
final class MqSendMono<M> extends Mono<Void> {
    private final SendLine<M> line;
    private final M message;
    private final SendLimit limit;

    MqSendMono(SendLine<M> line, M message, SendLimit limit) {
        this.line = line;
        this.message = message;
        this.limit = limit;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Operation<M> operation = new Operation<>(line, message, limit, actual);
        actual.onSubscribe(operation);
        line.intake().submit(operation);
    }

    private static final class Operation<M> extends SendOperation<M> implements Subscription {
        private final CoreSubscriber<? super Void> actual;

        Operation(SendLine<M> line, M message, SendLimit limit, CoreSubscriber<? super Void> actual) {
            super(line, message, limit);
            this.actual = actual;
        }

        @Override
        void sent() {
            actual.onComplete();
        }

        @Override
        void failed(Throwable cause) {
            actual.onError(cause);
        }

        @Override
        void dropped() {
            // Whoever cancelled it knows.
        }

        @Override
        CoreSubscriber<?> subscriber() {
            return actual;
        }

        @Override
        public void request(long n) {
            // There is no element to ask for: completion needs no demand.
        }

        @Override
        public void cancel() {
            cancelSend();
        }
    }
}
