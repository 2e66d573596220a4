package io.sluice.reactor;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import reactor.core.CoreSubscriber;

/** The cold publisher of what is in a queue: each subscription starts afresh. */
final class SysvDrainFlux extends SourceFlux<SysvMessage> {
    private final SysvMessageQueue queue;
    private final TypeSelector selector;

    SysvDrainFlux(SysvMessageQueue queue, TypeSelector selector) {
        this.queue = queue;
        this.selector = selector;
    }

    @Override
    SourceSubscription<SysvMessage> open(CoreSubscriber<? super SysvMessage> actual) {
        return new SysvDrainSubscription(actual, queue, selector);
    }
}
