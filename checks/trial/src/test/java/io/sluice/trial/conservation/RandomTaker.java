package io.sluice.trial.conservation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Operators;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;

/** Asks for some elements, and cancels behind some of them. What is discarded counts as well. */
final class RandomTaker<T> extends BaseSubscriber<T> {
    private final Consumer<T> arrived;
    private final Consumer<Object> discarded;
    private final int demand;
    private final int cancelBehind;
    private int taken;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /** With a {@code cancelBehind} of 0, another thread cancels. */
    RandomTaker(Consumer<T> arrived, Consumer<Object> discarded, int demand, int cancelBehind) {
        this.arrived = arrived;
        this.discarded = discarded;
        this.demand = demand;
        this.cancelBehind = cancelBehind;
    }

    @Override
    public Context currentContext() {
        return Operators.enableOnDiscard(Context.empty(), element -> take(discarded, element));
    }

    private <E> void take(Consumer<E> taker, E element) {
        try {
            taker.accept(element);
        } catch (AssertionError wrong) {
            failure = wrong;
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(demand);
    }

    @Override
    protected void hookOnNext(T element) {
        take(arrived, element);
        taken++;
        if (taken == cancelBehind) {
            cancel();
        }
    }

    @Override
    protected void hookOnError(Throwable cause) {
        failure = cause;
    }

    @Override
    protected void hookFinally(SignalType type) {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    void assertNothingFailed() {
        Throwable cause = failure;
        if (cause != null) {
            throw new AssertionError(cause);
        }
    }
}
