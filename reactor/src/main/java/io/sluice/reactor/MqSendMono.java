package io.sluice.reactor;

import io.sluice.mqueue.MqMessage;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The cold publisher of one send: each subscription sends the message once more. */
final class MqSendMono extends Mono<Void> {
    private final SendLine line;
    private final MqMessage message;
    private final SendLimit limit;

    MqSendMono(SendLine line, MqMessage message, SendLimit limit) {
        this.line = line;
        this.message = message;
        this.limit = limit;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Operation operation = new Operation(line, message, limit, actual);
        actual.onSubscribe(operation);
        line.submit(operation);
    }

    private static final class Operation extends SendOperation implements Subscription {
        private final CoreSubscriber<? super Void> actual;

        Operation(SendLine line, MqMessage message, SendLimit limit, CoreSubscriber<? super Void> actual) {
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
        public void request(long n) {
            // There is no element to ask for: completion needs no demand.
        }

        @Override
        public void cancel() {
            cancelSend();
        }
    }
}
