package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.internal.queue.Limit;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The cold publisher of one send to a name: each subscription sends the message once more. */
final class NamedSendMono extends Mono<Void> {
    private final NamedSends sends;
    private final PosixMessage message;
    private final Limit limit;

    NamedSendMono(NamedSends sends, PosixMessage message, Limit limit) {
        this.sends = sends;
        this.message = message;
        this.limit = limit;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Single send = new Single(sends, message, limit, actual);
        actual.onSubscribe(send);
        sends.submit(send);
    }

    private static final class Single extends NamedSend implements Subscription {
        private final CoreSubscriber<? super Void> actual;

        Single(NamedSends sends, PosixMessage message, Limit limit, CoreSubscriber<? super Void> actual) {
            super(sends, message, limit);
            this.actual = actual;
        }

        @Override
        void succeeded() {
            actual.onComplete();
        }

        @Override
        void failed(Throwable cause) {
            if (!isCancelled()) {
                actual.onError(cause);
            }
        }

        @Override
        void dropped() {
            // The subscriber has cancelled it and knows.
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
