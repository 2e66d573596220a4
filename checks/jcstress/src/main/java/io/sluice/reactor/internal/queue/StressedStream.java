package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A stream of sends whose publisher is the test, and whose target has room. Its event loop is a third thread. */
class StressedStream {
    private static final EventLoop LOOP = EventLoop.create("stressed-sends");
    private static final int IN_FLIGHT = 4;

    final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger discarded = new AtomicInteger();
    private final AtomicInteger results = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger upstreamCancels = new AtomicInteger();
    private final SendSubscription<String, Integer> sends;
    private @Nullable Subscription downstream;

    /** With demand for so many results, of which the publisher knows. */
    StressedStream(long demand) {
        OperationQueue<String> queue = new OperationQueue<>(new Counting(), LOOP);
        sends = new SendSubscription<>(
                new Results(),
                new OperationGroup<>(queue),
                SenderOptions.create().maxInFlight(IN_FLIGHT).stopOnError(true));
        sends.onSubscribe(new Messages());
        if (demand > 0) {
            request(demand);
        }
        passThrough();
    }

    final void message() {
        sends.onNext(OutboundMessage.create("message", 1));
    }

    final void complete() {
        sends.onComplete();
    }

    final void request(long n) {
        if (downstream != null) {
            downstream.request(n);
        }
    }

    /** Returns how many messages were sent when it returned. */
    final int cancel() {
        if (downstream != null) {
            downstream.cancel();
        }
        return sent.get();
    }

    /** How many messages were sent, or given to the discard hook. */
    final int accounted() {
        return sent.get() + discarded.get();
    }

    final int results() {
        return results.get();
    }

    final int ends() {
        return ends.get();
    }

    final int asked() {
        return (int) asked.get();
    }

    final int upstreamCancels() {
        return upstreamCancels.get();
    }

    /** Returns when the loop has done all that it was given, and what that has given it. */
    final void settle() {
        passThrough();
        passThrough();
    }

    private static void passThrough() {
        AtomicBoolean passed = new AtomicBoolean();
        LOOP.execute(() -> passed.set(true));
        while (!passed.get()) {
            Thread.yield(); // the loop may need this processor
        }
    }

    private final class Counting extends NoTarget {
        @Override
        public Attempt attempt(String message) {
            sent.incrementAndGet();
            return Attempt.DONE;
        }
    }

    private final class Messages implements Subscription {
        @Override
        public void request(long n) {
            asked.addAndGet(n);
        }

        @Override
        public void cancel() {
            upstreamCancels.incrementAndGet();
        }
    }

    private final class Results implements CoreSubscriber<SendResult<Integer>> {
        private final Context context =
                Operators.enableOnDiscard(Context.empty(), message -> discarded.incrementAndGet());

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            downstream = subscription;
        }

        @Override
        public void onNext(SendResult<Integer> result) {
            results.incrementAndGet();
        }

        @Override
        public void onError(Throwable cause) {
            ends.addAndGet(1_000);
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }
    }
}
