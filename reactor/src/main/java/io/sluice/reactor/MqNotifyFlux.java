package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.MqNotification;
import io.sluice.mqueue.MqNotificationSlot;
import io.sluice.mqueue.PosixMessageQueue;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** The cold publisher of a queue's notifications: each subscription takes the slot, of which there is one. */
final class MqNotifyFlux extends Flux<MqNotification> {
    private final PosixMessageQueue queue;
    private final PosixMqNotifierOptions options;

    MqNotifyFlux(PosixMessageQueue queue, PosixMqNotifierOptions options) {
        this.queue = queue;
        this.options = options;
    }

    @Override
    public void subscribe(CoreSubscriber<? super MqNotification> actual) {
        MqNotifySubscription subscription;
        try {
            EventLoop loop = options.eventLoop(); // first, for it may be refused as well
            subscription = new MqNotifySubscription(actual, MqNotificationSlot.open(queue), loop);
        } catch (RuntimeException refused) {
            Operators.error(actual, refused);
            return;
        }
        actual.onSubscribe(subscription);
        subscription.start();
    }
}
