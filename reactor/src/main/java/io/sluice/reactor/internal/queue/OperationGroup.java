package io.sluice.reactor.internal.queue;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;
import org.jspecify.annotations.Nullable;

/**
 * The sends of one stream as operations of one queue.
 *
 * @param <M> what they carry
 */
final class OperationGroup<M> implements SendGroup<M> {
    private final OperationQueue<M> queue;

    private volatile boolean abandoned;
    /** The last operation that the kernel may have, or may get. Those that are attempted together with it end with it. */
    private volatile @Nullable Operation<M> attempted;

    // On the event loop's thread only.
    private long entered;
    private long ended;

    OperationGroup(OperationQueue<M> queue) {
        this.queue = queue;
    }

    @Override
    public EventLoop loop() {
        return queue.loop();
    }

    @Override
    public int batch() {
        return queue.target().batch();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return queue.target().isFinal(error);
    }

    @Override
    public <T> void submit(OutboundMessage<M, T> message, Limit limit, SendOutcomes<M, T> outcomes) {
        queue.submit(new GroupedSend<>(queue, this, message, limit, outcomes));
    }

    @Override
    public boolean hold() {
        return queue.hold();
    }

    @Override
    public void release() {
        queue.release();
    }

    /** An operation comes into the queue. */
    void enter(Operation<M> operation) {
        operation.place = entered++;
    }

    /** The outcome of an operation is signalled. One that never came into the queue, for want of memory, does not count. */
    void outcome(Operation<M> operation) {
        if (operation.place != Operation.NOWHERE) {
            ended++;
        }
    }

    @Override
    public boolean isIdle() {
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

    @Override
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public void abandon() {
        abandoned = true;
        Operation<M> current = attempted;
        if (current != null) {
            current.cancelOperation();
        }
        queue.removeAbandonedSoon();
    }
}
