package io.sluice.reactor.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;

/**
 * Receives what is there, and completes when the queue is empty. It never waits for readiness: a rival may take the rest, and
 * a stream that ends with the queue would wait for more.
 *
 * @param <T> the type of the elements
 */
final class LeftMessages<T> implements LoopReader<T> {
    private final PosixMessageQueue queue;
    private final MessageSlices<T> slices;

    LeftMessages(PosixMessageQueue queue, Intake<T> intake) {
        this.queue = queue;
        slices = new MessageSlices<>(queue, intake, null);
    }

    @Override
    public Found take(LoopSource<T> source) {
        Found found = slices.take(source);
        if (!source.downstream().isToEnd() && (found == Found.NO_MORE || isQueueEmpty())) {
            source.end(null);
        }
        return found;
    }

    /** A subscriber that has asked for no more than there was is notified of the end all the same. */
    private boolean isQueueEmpty() {
        try {
            return queue.attributes().currentMessages() == 0;
        } catch (ClosedHandleException closed) {
            return true;
        }
    }
}
