package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.mqueue.PosixMqNotificationSlot;
import reactor.core.CoreSubscriber;

/** The cold publisher of a queue's notifications: each subscription takes the slot, of which there is one. */
final class MqNotifyFlux extends SourceFlux<PosixMqNotification> {
    private final PosixMessageQueue queue;
    private final PosixMqNotifierOptions options;

    MqNotifyFlux(PosixMessageQueue queue, PosixMqNotifierOptions options) {
        this.queue = queue;
        this.options = options;
    }

    @Override
    SourceSubscription<PosixMqNotification> open(CoreSubscriber<? super PosixMqNotification> actual) {
        EventLoop loop = options.eventLoop(); // first, for it may be refused as well
        return new MqNotifySubscription(actual, PosixMqNotificationSlot.open(queue), loop);
    }
}
