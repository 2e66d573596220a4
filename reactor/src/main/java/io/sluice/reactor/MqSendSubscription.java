package io.sluice.reactor;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.QueueRemovedException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One stream of sends, between the publisher of the messages and the subscriber to the results.
 *
 * <p>A message is taken from the publisher only for a result that was asked for, so no result ever waits in the heap, and
 * at most {@code maxInFlight} are taken ahead of their results. What is not said to run elsewhere runs on the event loop's
 * thread.
 */
final class MqSendSubscription<M, T> implements CoreSubscriber<OutboundMessage<M, T>>, Subscription {
    @SuppressWarnings("rawtypes")
    private static final AtomicLongFieldUpdater<MqSendSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(MqSendSubscription.class, "requested");

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<MqSendSubscription> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(MqSendSubscription.class, "scheduled");

    private final CoreSubscriber<? super SendResult<T>> actual;
    private final SendLine<M> line;
    private final int maxInFlight;
    private final boolean stopOnError;
    private final SendLimit limit;
    private final Runnable pull = this::pull;

    private volatile long requested;
    /** 1 while a {@link #pull()} is due. It is, from the beginning, until the subscriber has its subscription. */
    private volatile int scheduled = 1;
    /** Nothing is sent any more: cancelled, failed, or stopped on an error. */
    private volatile boolean stopped;
    /** The one operation that the kernel may have, or may get; set before each attempt. */
    private volatile @Nullable SendOperation<M> current;

    private volatile @Nullable Throwable badRequest;
    private @Nullable Subscription upstream;

    // On the event loop's thread only.
    private int takenFromUpstream;
    private long entered;
    private long told;
    private boolean upstreamEnded;
    private @Nullable Throwable upstreamError;

    MqSendSubscription(CoreSubscriber<? super SendResult<T>> actual, SendLine<M> line, SenderOptions options) {
        this.actual = actual;
        this.line = line;
        maxInFlight = options.maxInFlight() == 0 ? line.target().batch() : options.maxInFlight();
        stopOnError = options.stopOnError();
        Duration timeout = options.sendTimeout();
        limit = timeout == null ? SendLimit.NONE : SendLimit.within(timeout);
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    /** On the publisher's thread. */
    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            actual.onSubscribe(this);
            leaveWord();
        }
    }

    /** On the publisher's thread. */
    @Override
    public void onNext(OutboundMessage<M, T> message) {
        if (stopped) {
            Operators.onDiscard(message, currentContext());
        } else {
            line.intake().submit(new Operation(message));
        }
    }

    /** On the publisher's thread; the messages before it are ahead of it in the loop's tasks. */
    @Override
    public void onError(Throwable error) {
        onLoop(() -> {
            if (stopped) {
                Operators.onErrorDropped(error, currentContext());
            } else {
                upstreamError = error;
                upstreamEnded = true;
                endIfDone();
            }
        });
    }

    /** On the publisher's thread; the messages before it are ahead of it in the loop's tasks. */
    @Override
    public void onComplete() {
        onLoop(() -> {
            upstreamEnded = true;
            endIfDone();
        });
    }

    /** On any thread. */
    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("a request must be positive, but was " + n + " (rule 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
            leaveWord();
        }
    }

    /** On any thread. */
    @Override
    public void cancel() {
        if (!stopped) {
            stop();
        }
    }

    private void leaveWord() {
        try {
            onLoop(pull);
        } catch (OutOfMemoryError noRoomForTheTask) {
            scheduled = 0; // or no demand would ever be looked at again
            throw noRoomForTheTask;
        }
    }

    private void onLoop(Runnable task) {
        try {
            line.loop().execute(task);
        } catch (RejectedExecutionException closed) {
            fail(closed);
        }
    }

    private void pull() {
        scheduled = 0;
        Throwable bad = badRequest;
        if (bad != null) {
            fail(bad);
        } else {
            takeMore();
        }
    }

    /** Asks the publisher for more once half of what may be in flight has its results, or at once for small demand. */
    private void takeMore() {
        if (stopped || upstreamEnded) {
            return;
        }
        long wanted = Math.min(maxInFlight, requested);
        long more = wanted - takenFromUpstream;
        if (more > 0 && (wanted < maxInFlight || takenFromUpstream <= maxInFlight / 2)) {
            takenFromUpstream += (int) more;
            upstreamSubscription().request(more);
        }
    }

    private Subscription upstreamSubscription() {
        Subscription subscription = upstream;
        if (subscription == null) {
            throw new IllegalStateException("no subscription yet");
        }
        return subscription;
    }

    private void result(OutboundMessage<M, T> message, @Nullable Throwable exception) {
        told++;
        takenFromUpstream--;
        if (stopped) {
            return;
        }
        if (exception != null && (stopOnError || isFinal(exception))) {
            fail(exception);
            return;
        }
        Operators.produced(REQUESTED, this, 1);
        try {
            actual.onNext(new SendResult<>(message.correlationMetadata(), exception));
        } catch (Throwable broken) {
            cancel(); // a subscriber that throws counts as one that has cancelled (rule 2.13)
            throw broken;
        }
        takeMore();
        endIfDone();
    }

    /** Where the queue is closed or removed, or the loop closed, going on would only empty the publisher. */
    private static boolean isFinal(Throwable exception) {
        return exception instanceof ClosedHandleException
                || exception instanceof QueueRemovedException
                || exception instanceof RejectedExecutionException;
    }

    private void endIfDone() {
        if (upstreamEnded && told == entered && !stopped) {
            stopped = true;
            Throwable error = upstreamError;
            if (error == null) {
                actual.onComplete();
            } else {
                actual.onError(error);
            }
        }
    }

    private void fail(Throwable error) {
        if (!stopped) {
            stop();
            actual.onError(error);
        }
    }

    /** From its return on nothing is sent. */
    private void stop() {
        stopped = true;
        upstreamSubscription().cancel();
        SendOperation<M> attempted = current;
        if (attempted != null) {
            attempted.cancelSend();
        }
        line.removeAbandonedSoon();
    }

    private final class Operation extends SendOperation<M> {
        private final OutboundMessage<M, T> outbound;
        private long place;

        Operation(OutboundMessage<M, T> outbound) {
            super(line, outbound.message(), limit);
            this.outbound = outbound;
        }

        @Override
        void enter() {
            place = entered++;
            super.enter();
        }

        @Override
        boolean isNextToBeTold() {
            return place == told || stopped;
        }

        @Override
        boolean claim() {
            current = this; // before the look at stopped: one of the two sees the other
            return super.claim();
        }

        @Override
        boolean isAbandoned() {
            return stopped;
        }

        @Override
        void sent() {
            result(outbound, null);
        }

        @Override
        void failed(Throwable cause) {
            if (stopped) {
                Operators.onDiscard(outbound, currentContext());
            }
            result(outbound, cause);
        }

        @Override
        void dropped() {
            Operators.onDiscard(outbound, currentContext());
        }

        @Override
        CoreSubscriber<?> subscriber() {
            return actual;
        }
    }
}
