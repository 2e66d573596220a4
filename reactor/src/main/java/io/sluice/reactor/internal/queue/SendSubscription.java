package io.sluice.reactor.internal.queue;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.source.Downstream;
import io.sluice.reactor.internal.source.HeapRoom;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One stream of sends, between the publisher of the messages and the subscriber to the results.
 *
 * <p>A message is taken from the publisher only for a result that was asked for, so no result ever waits in the heap, and
 * at most {@code maxInFlight} messages are taken ahead of their results. The event loop's thread does all that is not said
 * to be done elsewhere.
 */
// States and events: docs/states/sends.md
final class SendSubscription<M, T>
        implements CoreSubscriber<OutboundMessage<M, T>>, Downstream.Owner, SendOutcomes<M, T> {
    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<SendSubscription> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(SendSubscription.class, "scheduled");

    private final Downstream<SendResult<T>> downstream;
    private final SendGroup<M> group;
    private final int maxInFlight;
    private final boolean stopOnError;
    private final Limit limit;
    private final Runnable pull = this::pull;
    private final Runnable endOfUpstream = this::onEndOfUpstream;

    /** 1 while a {@link #pull()} is due. It is, from the beginning, until the subscriber has its subscription. */
    private volatile int scheduled = 1;

    private @Nullable Subscription upstream;

    // On the event loop's thread only.
    private int takenFromUpstream;
    private boolean upstreamEnded;

    /** Set before the task for the end, which makes it visible. */
    private @Nullable Throwable upstreamError;

    SendSubscription(CoreSubscriber<? super SendResult<T>> actual, SendGroup<M> group, SenderOptions options) {
        downstream = new Downstream<>(actual, this);
        this.group = group;
        maxInFlight = options.maxInFlight() == 0 ? group.batch() : options.maxInFlight();
        stopOnError = options.stopOnError();
        Duration timeout = options.sendTimeout();
        limit = timeout == null ? Limit.NONE : Limit.within(timeout);
    }

    @Override
    public Context currentContext() {
        return downstream.actual().currentContext();
    }

    /** On the publisher's thread. */
    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            downstream.actual().onSubscribe(downstream);
            schedulePull();
        }
    }

    /** On the publisher's thread. */
    @Override
    public void onNext(OutboundMessage<M, T> message) {
        if (group.isAbandoned()) {
            discard(message);
        } else {
            group.submit(message, limit, this);
        }
    }

    /** On the publisher's thread. */
    @Override
    public void onError(Throwable error) {
        upstreamError = error;
        onComplete();
    }

    /**
     * On the publisher's thread; the messages before it are ahead of it in the loop's tasks. Waits until the heap has room for the
     * task: without it the results would have no end.
     */
    @Override
    public void onComplete() {
        boolean accepted = false;
        while (!accepted) {
            try {
                onLoop(endOfUpstream);
                accepted = true;
            } catch (OutOfMemoryError noRoom) {
                HeapRoom.await();
            }
        }
    }

    private void onEndOfUpstream() {
        Throwable error = upstreamError;
        if (!group.isAbandoned()) {
            upstreamEnded = true;
            endIfDone();
        } else if (error != null) {
            Operators.onErrorDropped(error, currentContext());
        }
    }

    @Override
    public void wakeUp() {
        if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
            schedulePull();
        }
    }

    private void schedulePull() {
        try {
            onLoop(pull);
        } catch (OutOfMemoryError noRoomForTheTask) {
            scheduled = 0; // or no demand would ever be looked at again
            throw noRoomForTheTask;
        }
    }

    private void onLoop(Runnable task) {
        try {
            group.loop().execute(task);
        } catch (RejectedExecutionException closed) {
            downstream.fail(closed);
        }
    }

    private void pull() {
        scheduled = 0;
        if (!downstream.endIfAsked()) {
            takeMore();
        }
    }

    /** Asks the publisher for more once half of what may be in flight has its results, or at once for small demand. */
    private void takeMore() {
        if (upstreamEnded || group.isAbandoned()) {
            return;
        }
        long wanted = Math.min(maxInFlight, downstream.requested());
        long more = wanted - takenFromUpstream;
        if (more > 0 && (wanted < maxInFlight || takenFromUpstream <= maxInFlight / 2)) {
            takenFromUpstream += (int) more;
            request(more);
        }
    }

    /** What the publisher gives at once is sent together. */
    private void request(long more) {
        boolean held = group.hold();
        try {
            upstreamSubscription().request(more);
        } finally {
            if (held) {
                group.release();
            }
        }
    }

    private Subscription upstreamSubscription() {
        Subscription subscription = upstream;
        if (subscription == null) {
            throw new IllegalStateException("no subscription yet");
        }
        return subscription;
    }

    @Override
    public void result(OutboundMessage<M, T> message, @Nullable Throwable exception) {
        takenFromUpstream--;
        if (group.isAbandoned()) {
            return;
        }
        if (exception != null && (stopOnError || isFinal(exception))) {
            downstream.fail(exception);
            return;
        }
        if (downstream.emit(new SendResult<>(message.correlationMetadata(), exception))) {
            takeMore();
            endIfDone();
        }
    }

    /** Where the handle or the loop is closed, going on would only empty the publisher. */
    private boolean isFinal(Throwable exception) {
        return exception instanceof RejectedExecutionException || group.isFinal(exception);
    }

    @Override
    public void discard(OutboundMessage<M, T> message) {
        Operators.onDiscard(message, currentContext());
    }

    @Override
    public CoreSubscriber<?> subscriber() {
        return downstream.actual();
    }

    private void endIfDone() {
        if (upstreamEnded && group.isIdle()) {
            Throwable error = upstreamError;
            if (error == null) {
                downstream.complete();
            } else {
                downstream.fail(error);
            }
        }
    }

    /** From its return on nothing is sent. */
    @Override
    public void interrupt() {
        if (!upstreamEnded) {
            upstreamSubscription().cancel();
        }
        group.abandon();
    }

    @Override
    public void release() {
        interrupt();
    }
}
