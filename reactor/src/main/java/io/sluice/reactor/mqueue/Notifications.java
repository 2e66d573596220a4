package io.sluice.reactor.mqueue;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMqNotification;
import io.sluice.mqueue.PosixMqNotificationSlot;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;

/**
 * Reads a queue's notifications. It holds the queue's slot from its start to its end, but for the microseconds between an
 * event and the registration behind it.
 *
 * <p>Arrivals without demand are remembered as one, however many there were: it means that there is something to look for in
 * the queue, and no more.
 */
final class Notifications implements LoopReader<PosixMqNotification> {
    private final PosixMqNotificationSlot slot;

    // On the loop's thread only.
    private boolean arrived;

    Notifications(PosixMqNotificationSlot slot) {
        this.slot = slot;
    }

    @Override
    public boolean waitsWithoutDemand() {
        return true;
    }

    @Override
    public Found take(LoopSource<PosixMqNotification> source) {
        try {
            takeEventsAndRegister();
        } catch (ErrnoException cause) {
            source.refused(cause);
            return Found.NO_MORE;
        }
        if (arrived && source.hasDemand()) {
            arrived = false;
            source.emit(PosixMqNotification.MESSAGE_ARRIVED);
        }
        return Found.NO_MORE;
    }

    private void takeEventsAndRegister() {
        takeEvents();
        while (!slot.isRegistered()) {
            slot.register();
            // Only now: what came before the registration is in the queue, and what comes from now on is notified.
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
    public void interrupt() {
        slot.close();
    }

    @Override
    public void release() {
        slot.close();
    }
}
