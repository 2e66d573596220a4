package io.sluice.reactor;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import reactor.core.CoreSubscriber;

/** The cold publisher of a queue's messages: each subscription starts afresh. */
final class MqReceiveFlux extends SourceFlux<PosixMessage> {
    private final PosixMessageQueue queue;
    private final PosixMqReceiverOptions options;
    private final boolean untilEmpty;
    private final long patienceNanos;

    MqReceiveFlux(PosixMessageQueue queue, PosixMqReceiverOptions options, boolean untilEmpty, long patienceNanos) {
        this.queue = queue;
        this.options = options;
        this.untilEmpty = untilEmpty;
        this.patienceNanos = patienceNanos;
    }

    @Override
    SourceSubscription<PosixMessage> open(CoreSubscriber<? super PosixMessage> actual) {
        return new MqReceiveSubscription(actual, queue, options.eventLoop(), options.fair(), untilEmpty, patienceNanos);
    }
}
