package io.sluice.reactor.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;

/**
 * Receives what is there, and completes when the queue is empty. It never waits for readiness: a rival may take the rest, and
 * a stream that ends with the queue would wait for more.
 */
final class LeftMessages implements LoopReader<PosixMessage> {
    private final PosixMessageQueue queue;
    private final MessageSlices slices;

    LeftMessages(PosixMessageQueue queue) {
        this.queue = queue;
        slices = new MessageSlices(queue, null);
    }

    @Override
    public Found take(LoopSource<PosixMessage> source) {
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
