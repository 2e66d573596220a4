package io.sluice.trial.soak;

import io.sluice.testing.Bounds;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the messages of one queue: each that was sent is received, discarded or left over, once. */
final class Ledger {
    private final String queue;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong gone = new AtomicLong();

    Ledger(String queue) {
        this.queue = queue;
    }

    void sent() {
        sent.incrementAndGet();
    }

    /** Received by a subscriber, discarded by one that was gone, or taken when the queue was closed. */
    void gone() {
        gone.incrementAndGet();
    }

    /** One that a cancelled subscriber had in hand may still be on its way to the discard hook. */
    void awaitBalance() {
        Bounds.await("balance of " + queue).until(() -> sent.get() <= gone.get());
        if (sent.get() != gone.get()) {
            throw new AssertionError(queue + ": sent " + sent + ", and " + gone + " came");
        }
    }
}
