package io.sluice.reactor.internal.queue;

import org.jspecify.annotations.Nullable;

/**
 * The operations of one stream. Their outcomes come in their order, and all of them are abandoned at once.
 *
 * @param <M> what they carry
 */
final class OperationGroup<M> {
    private final OperationQueue<M> queue;

    private volatile boolean abandoned;
    /** The one operation that the kernel may have, or may get. */
    private volatile @Nullable Operation<M> attempted;

    // On the event loop's thread only.
    private long entered;
    private long ended;

    OperationGroup(OperationQueue<M> queue) {
        this.queue = queue;
    }

    /** An operation comes into the queue. */
    void enter(Operation<M> operation) {
        operation.place = entered++;
    }

    /** The outcome of an operation is signalled. */
    void outcome() {
        ended++;
    }

    /** Whether each operation that has entered has had its outcome. */
    boolean isIdle() {
        return entered == ended;
    }

    /** Whether the outcome of an operation may come now: not behind an earlier one that has none yet. */
    boolean isNext(Operation<M> operation) {
        return operation.place == ended || abandoned;
    }

    /**
     * Begins the attempt of an operation; false if the group was abandoned. It makes the operation known first and looks at
     * the flag then, and {@link #abandon()} does so the other way round: of two threads, one sees the other.
     */
    boolean beginAttempt(Operation<M> operation) {
        attempted = operation;
        return !abandoned;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Nobody wants the operations any more: from the return of this method on, none of them has an effect. From any thread. */
    void abandon() {
        abandoned = true;
        Operation<M> current = attempted;
        if (current != null) {
            current.cancelOperation();
        }
        queue.removeAbandonedSoon();
    }
}
