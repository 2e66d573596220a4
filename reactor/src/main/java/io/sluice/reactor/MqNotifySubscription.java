package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.mqueue.PosixMqNotificationSlot;
import reactor.core.CoreSubscriber;

/**
 * One subscription to a queue's notifications. It holds the queue's slot from its start to its end, but for the
 * microseconds between an event and the registration behind it.
 *
 * <p>An arrival that nobody asked for yet is remembered as one, however many there were: it means that there is something
 * to look for in the queue, and no more.
 */
final class MqNotifySubscription extends LoopSubscription<PosixMqNotification> {
    private final PosixMqNotificationSlot slot;

    // On the loop's thread only.
    private boolean arrived;

    MqNotifySubscription(
            CoreSubscriber<? super PosixMqNotification> actual, PosixMqNotificationSlot slot, EventLoop loop) {
        super(actual, loop, slot);
        this.slot = slot;
    }

    @Override
    boolean awaitsWithoutDemand() {
        return true;
    }

    @Override
    void takeWhatIsAskedFor() {
        try {
            takeEventsAndRegister();
        } catch (ErrnoException cause) {
            refused(cause);
            return;
        }
        await(Interest.READ);
        if (arrived && requested() > 0) {
            arrived = false;
            emit(PosixMqNotification.MESSAGE_ARRIVED);
        }
    }

    private void takeEventsAndRegister() {
        takeEvents();
        while (!slot.isRegistered()) {
            slot.register();
            // Only now: what came before the registration is in the queue, and what comes from now on is told.
            if (!arrived && slot.queue().attributes().currentMessages() > 0) {
                arrived = true;
            }
            takeEvents();
        }
    }

    private void takeEvents() {
        PosixMqNotification event = slot.tryRead();
        while (event != null) {
            arrived |= event == PosixMqNotification.MESSAGE_ARRIVED;
            event = slot.tryRead();
        }
    }

    /** The slot is free for others when a cancel returns. */
    @Override
    void callBack() {
        slot.close();
    }

    @Override
    void letGo() {
        slot.close();
    }
}
