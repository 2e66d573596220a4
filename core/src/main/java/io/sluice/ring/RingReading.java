package io.sluice.ring;

import org.jspecify.annotations.Nullable;

/**
 * What a consumer does with the memory, and the wake-up of producers behind it. The caller holds a use of the memory. Of several
 * threads, one reads at a time, with what its handler does.
 */
final class RingReading implements RingSleep.Condition {
    static final String CALL = "ring_read";

    private final String name;
    private final RingHead head;
    private final SleepWord producers;
    private final MessageCopies copies = new MessageCopies();
    private boolean inHandler;

    RingReading(OpenRing ring) {
        name = ring.name();
        head = new RingHead(ring.memory(), name, ring.kind(), ring.settings().unblockNanos());
        producers = ring.producersSleep();
    }

    synchronized int read(RingHandler handler, int limit) {
        checkNotInHandler();
        long before = head.position();
        inHandler = true;
        try {
            return head.read(handler, limit);
        } finally {
            inHandler = false;
            wakeUpProducers(before);
        }
    }

    /** The lock keeps other threads out. So a handler that is running has made this call. */
    private void checkNotInHandler() {
        if (inHandler) {
            throw RingErrors.insideHandler(name);
        }
    }

    synchronized @Nullable RingMessage poll() {
        return poll(copies);
    }

    synchronized <T> @Nullable T poll(MessageIntake<T> intake) {
        checkNotInHandler();
        long before = head.position();
        inHandler = true;
        try {
            head.take(intake);
        } finally {
            inHandler = false;
            wakeUpProducers(before);
        }
        return intake.taken();
    }

    @Override
    public synchronized boolean holds() {
        checkNotInHandler();
        long before = head.position();
        try {
            return head.hasMessage();
        } finally {
            wakeUpProducers(before);
        }
    }

    @Override
    public synchronized long nanosToLook() {
        return head.nanosToUnblock();
    }

    /** Not for each message while the ring is almost full: producers would sleep again behind each. They look by themselves as well. */
    private void wakeUpProducers(long before) {
        if (head.position() != before && producers.isAnnounced() && head.hasMuchRoom()) {
            producers.wakeUp();
        }
    }
}
