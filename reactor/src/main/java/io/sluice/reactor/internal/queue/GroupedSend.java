package io.sluice.reactor.internal.queue;

import io.sluice.reactor.OutboundMessage;
import reactor.core.CoreSubscriber;

/** One message of a stream of sends, as an operation. */
final class GroupedSend<M, T> extends Operation<M> {
    private final OperationGroup<M> group;
    private final OutboundMessage<M, T> outbound;
    private final SendOutcomes<M, T> outcomes;

    GroupedSend(
            OperationQueue<M> queue,
            OperationGroup<M> group,
            OutboundMessage<M, T> outbound,
            Limit limit,
            SendOutcomes<M, T> outcomes) {
        super(queue, outbound.message(), limit, group);
        this.group = group;
        this.outbound = outbound;
        this.outcomes = outcomes;
    }

    @Override
    protected void succeeded() {
        group.outcome(this);
        outcomes.result(outbound, null);
    }

    @Override
    protected void failed(Throwable cause) {
        if (group.isAbandoned()) {
            outcomes.discard(outbound);
        }
        group.outcome(this);
        outcomes.result(outbound, cause);
    }

    @Override
    protected void dropped() {
        outcomes.discard(outbound);
    }

    @Override
    protected CoreSubscriber<?> subscriber() {
        return outcomes.subscriber();
    }
}
