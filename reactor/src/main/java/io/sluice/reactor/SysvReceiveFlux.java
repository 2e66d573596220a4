package io.sluice.reactor;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The cold publisher of a queue's messages: each subscription starts afresh. */
final class SysvReceiveFlux extends Flux<SysvMessage> {
    private final SysvMessageQueue queue;
    private final TypeSelector selector;
    private final long patienceNanos;

    SysvReceiveFlux(SysvMessageQueue queue, TypeSelector selector, long patienceNanos) {
        this.queue = queue;
        this.selector = selector;
        this.patienceNanos = patienceNanos;
    }

    @Override
    public void subscribe(CoreSubscriber<? super SysvMessage> actual) {
        SysvReceiveSubscription subscription = new SysvReceiveSubscription(actual, queue, selector, patienceNanos);
        actual.onSubscribe(subscription);
        subscription.start();
    }
}
