package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import reactor.core.CoreSubscriber;

/** The cold publisher of a queue's messages: each subscription starts afresh. */
final class SysvReceiveFlux extends SourceFlux<SysvMessage> {
    private final SysvMessageQueue queue;
    private final TypeSelector selector;
    private final long patienceNanos;

    SysvReceiveFlux(SysvMessageQueue queue, TypeSelector selector, long patienceNanos) {
        this.queue = queue;
        this.selector = selector;
        this.patienceNanos = patienceNanos;
    }

    @Override
    SourceSubscription<SysvMessage> open(CoreSubscriber<? super SysvMessage> actual) {
        boolean limited = patienceNanos != 0 && patienceNanos != SendLimit.NEVER;
        EventLoop timer = limited ? EventLoop.shared() : null;
        return new SysvReceiveSubscription(actual, queue, selector, patienceNanos, timer);
    }
}
