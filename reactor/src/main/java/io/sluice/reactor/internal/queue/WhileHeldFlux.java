package io.sluice.reactor.internal.queue;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Acquires, then subscribes to another publisher, and gives back when that one has ended: before its end is passed on, and
 * behind a cancel. One object for each subscription does it all.
 *
 * @param <M> what says what to acquire
 * @param <T> the elements of the other publisher
 */
// States and events: docs/states/while-held.md
public final class WhileHeldFlux<M, T> extends Flux<T> {
    private final AcquireLine<M> line;
    private final Supplier<? extends M> message;
    private final Limit limit;
    private final Supplier<? extends Publisher<? extends T>> work;

    /** With what says what to acquire, one for each subscription, and what to subscribe to then. */
    public WhileHeldFlux(
            AcquireLine<M> line,
            Supplier<? extends M> message,
            Limit limit,
            Supplier<? extends Publisher<? extends T>> work) {
        this.line = line;
        this.message = message;
        this.limit = limit;
        this.work = work;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        new Guarded<>(this, actual).start();
    }

    @SuppressWarnings("rawtypes") // the field updaters know the class without its parameters
    private static final class Guarded<M, T> extends Acquisition<M> implements CoreSubscriber<T> {
        private static final AtomicReferenceFieldUpdater<Guarded, @Nullable Subscription> INNER =
                AtomicReferenceFieldUpdater.newUpdater(Guarded.class, Subscription.class, "inner");

        private static final AtomicLongFieldUpdater<Guarded> REQUESTED =
                AtomicLongFieldUpdater.newUpdater(Guarded.class, "requested");

        private final Supplier<? extends Publisher<? extends T>> work;
        private final CoreSubscriber<? super T> actual;
        /** Of the work; null before it has one. */
        private volatile @Nullable Subscription inner;
        /** What was asked for before the work had a subscription. */
        private volatile long requested;
        /** The same for a request that breaks a rule: the work is to refuse it. Null where there was none. */
        private volatile @Nullable Long badRequest;
        /** Whether the work was subscribed to: before, a cancel on another thread must not give back what it is about to use. */
        private volatile boolean begun;
        /** Whether a cancel of the work has returned: before, the work may be about to end what it does with what is held. */
        private volatile boolean cancelled;

        Guarded(WhileHeldFlux<M, T> flux, CoreSubscriber<? super T> actual) {
            super(flux.line, flux.message.get(), flux.limit);
            work = flux.work;
            this.actual = actual;
        }

        @Override
        void acquired() {
            try {
                Publisher<? extends T> publisher = Objects.requireNonNull(work.get(), "the publisher of the work");
                publisher.subscribe(this);
            } catch (Throwable thrown) {
                giveBackUnseen(); // first: the next call throws what is fatal
                onError(Operators.onOperatorError(thrown, actual.currentContext()));
            }
            begun = true;
            if (cancelled) {
                giveBackUnseen();
            }
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
        public void request(long n) {
            Subscription subscription = inner;
            if (subscription != null) {
                subscription.request(n);
            } else if (n <= 0) {
                badRequest = n;
                requestWhatWasAskedFor(inner);
                badRequest(n);
            } else {
                Operators.addCap(REQUESTED, this, n);
                requestWhatWasAskedFor(inner);
                acquire();
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (INNER.compareAndSet(this, null, subscription)) {
                requestWhatWasAskedFor(subscription);
            } else {
                subscription.cancel();
            }
        }

        private void requestWhatWasAskedFor(@Nullable Subscription subscription) {
            Long bad = badRequest;
            if (subscription != null && bad != null) {
                subscription.request(bad);
            }
            if (subscription != null && requested > 0) {
                long asked = REQUESTED.getAndSet(this, 0);
                if (asked > 0) { // otherwise another thread has passed it on
                    subscription.request(asked);
                }
            }
        }

        @Override
        public void onNext(T element) {
            actual.onNext(element);
        }

        @Override
        public void onError(Throwable cause) {
            if (isCancelled()) {
                Operators.onErrorDropped(cause, actual.currentContext()); // the cancel gives back
                return;
            }
            try {
                giveBack();
            } catch (RuntimeException refused) {
                cause.addSuppressed(refused);
            }
            actual.onError(cause);
        }

        @Override
        public void onComplete() {
            if (isCancelled()) {
                return; // the cancel gives back: on another thread the work may have yet to clean up
            }
            try {
                giveBack();
            } catch (RuntimeException refused) {
                actual.onError(refused);
                return;
            }
            actual.onComplete();
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // there is one object that stands for a cancelled subscription
        public void cancel() {
            cancelAcquiring();
            Subscription subscription = INNER.getAndSet(this, Operators.cancelledSubscription());
            if (subscription == Operators.cancelledSubscription()) {
                return; // the first cancel gives back, when that of the work has returned
            }
            try {
                if (subscription != null) {
                    subscription.cancel();
                }
            } finally {
                cancelled = true;
                if (begun) {
                    giveBackUnseen();
                }
            }
        }

        @SuppressWarnings("ReferenceEquality") // there is one object that stands for a cancelled subscription
        private boolean isCancelled() {
            return inner == Operators.cancelledSubscription();
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        protected CoreSubscriber<?> subscriber() {
            return actual;
        }
    }
}
