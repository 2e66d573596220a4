package io.sluice.reactor.internal.codec;

import io.sluice.reactor.SendResult;
import io.sluice.reactor.codec.DeadLetterException;
import io.sluice.reactor.codec.Undecodable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A message on its way to where undecodable ones go. */
final class DeadLetter implements CoreSubscriber<Object> {
    private static final AtomicReferenceFieldUpdater<DeadLetter, @Nullable Subscription> DELIVERY =
            AtomicReferenceFieldUpdater.newUpdater(DeadLetter.class, Subscription.class, "delivery");

    private final DeadLetterSubscription<?, ?, ?> stream;
    private final Undecodable<?> undecodable;
    private final AtomicBoolean ended = new AtomicBoolean();

    @SuppressWarnings("UnusedVariable") // read through its updater
    private volatile @Nullable Subscription delivery;

    DeadLetter(DeadLetterSubscription<?, ?, ?> stream, Undecodable<?> undecodable) {
        this.stream = stream;
        this.undecodable = undecodable;
    }

    @Override
    public Context currentContext() {
        return stream.currentContext();
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (Operators.setOnce(DELIVERY, this, given)) {
            given.request(Long.MAX_VALUE);
        }
    }

    /** An element says nothing, unless it is the result of a send that has failed. */
    @Override
    public void onNext(Object element) {
        if (element instanceof SendResult<?> result && result.exception() != null) {
            Operators.terminate(DELIVERY, this);
            onError(result.exception());
        }
    }

    @Override
    public void onError(Throwable error) {
        if (ended.compareAndSet(false, true)) {
            stream.letterRefused(new Refusal(undecodable, new DeadLetterException(undecodable, error)));
        } else {
            Operators.onErrorDropped(error, currentContext());
        }
    }

    @Override
    public void onComplete() {
        if (ended.compareAndSet(false, true)) {
            stream.letterArrived();
        }
    }

    /** When this returns, the letter has arrived, or the message is with the discard hook. */
    void cancel() {
        Operators.terminate(DELIVERY, this); // first: a send that is cancelled is not sent any more
        if (ended.compareAndSet(false, true)) {
            Operators.onDiscard(undecodable.message(), currentContext());
        }
    }
}
