package io.sluice.reactor.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.SendGroup;
import io.sluice.reactor.internal.queue.SendOutcomes;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * The sends of one stream to a name. A send may time out before an earlier one has left the kernel. Its outcome is kept until
 * the earlier sends have theirs.
 */
final class NamedSendGroup implements SendGroup<PosixMessage> {
    /** How many messages a stream takes ahead: there may be no queue yet whose size could say it. */
    private static final int BATCH = 32;

    private final NamedSends sends;
    /** Those without an outcome, which {@link #abandon()} cancels. */
    private final Set<Streamed<?>> active = ConcurrentHashMap.newKeySet();

    private volatile boolean abandoned;

    /** Those without a result yet. Where the heap has no room for one more, it keeps the others: an array would lose them. */
    private final Queue<Streamed<?>> inOrder = new ConcurrentLinkedQueue<>();

    NamedSendGroup(NamedSends sends) {
        this.sends = sends;
    }

    @Override
    public EventLoop loop() {
        return sends.loop();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException;
    }

    @Override
    public <T> void submit(
            OutboundMessage<PosixMessage, T> message, Limit limit, SendOutcomes<PosixMessage, T> outcomes) {
        sends.submit(new Streamed<>(this, message, limit, outcomes));
    }

    @Override
    public boolean isIdle() {
        return inOrder.isEmpty();
    }

    @Override
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public void abandon() {
        abandoned = true; // a send that comes in from now on looks at this, and the others are in the set
        active.forEach(NamedSend::cancelSend);
        sends.onLoop(this::discardKept);
    }

    private void discardKept() {
        inOrder.forEach(Streamed::discardIfFailed);
        inOrder.clear();
    }

    private void giveResults() {
        for (Streamed<?> first = inOrder.peek(); first != null && first.hasOutcome; first = inOrder.peek()) {
            inOrder.remove();
            first.giveResult();
        }
    }

    /** One message of the stream. */
    private static final class Streamed<T> extends NamedSend {
        private final NamedSendGroup group;
        private final OutboundMessage<PosixMessage, T> outbound;
        private final SendOutcomes<PosixMessage, T> outcomes;

        // On the event loop's thread only.
        private boolean entered;
        private boolean hasOutcome;
        private @Nullable Throwable error;

        Streamed(
                NamedSendGroup group,
                OutboundMessage<PosixMessage, T> outbound,
                Limit limit,
                SendOutcomes<PosixMessage, T> outcomes) {
            super(group.sends, outbound.message(), limit);
            this.group = group;
            this.outbound = outbound;
            this.outcomes = outcomes;
        }

        @Override
        void begin() {
            group.active.add(this);
        }

        /** The results come on the loop, one by one. So the publisher, on another thread, waits. */
        @Override
        boolean waitsForRoom() {
            return !group.abandoned;
        }

        @Override
        void enter(long number) {
            super.enter(number);
            group.inOrder.add(this);
            entered = true;
        }

        @Override
        boolean isCancelled() {
            return group.abandoned || super.isCancelled();
        }

        @Override
        void succeeded() {
            outcome(null);
        }

        @Override
        void failed(Throwable cause) {
            outcome(cause);
        }

        private void outcome(@Nullable Throwable cause) {
            group.active.remove(this);
            hasOutcome = true;
            error = cause;
            if (group.abandoned || !entered) { // it does not enter where the loop has ended, or the heap is full
                group.inOrder.remove(this);
                giveResult();
            } else {
                group.giveResults();
            }
        }

        private void giveResult() {
            discardIfFailed();
            outcomes.result(outbound, error);
        }

        void discardIfFailed() {
            if (hasOutcome && error != null && group.abandoned) {
                outcomes.discard(outbound);
            }
        }

        @Override
        void dropped() {
            group.active.remove(this);
            outcomes.discard(outbound);
        }

        @Override
        CoreSubscriber<?> subscriber() {
            return outcomes.subscriber();
        }
    }
}
