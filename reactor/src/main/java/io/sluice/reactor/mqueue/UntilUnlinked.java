package io.sluice.reactor.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.UnlinkWatch;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.ReaderDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Fails a source whose queue was unlinked, when its reader has taken what was left in the queue. Nobody can open such a queue
 * any more, and a process that opens its name sends to another one.
 */
final class UntilUnlinked extends ReaderDecorator<PosixMessage> {
    private final PosixMessageQueue queue;

    // On the loop's thread only.
    private @Nullable UnlinkWatch watch;
    private boolean unlinked;

    private UntilUnlinked(LoopReader<PosixMessage> reader, PosixMessageQueue queue) {
        super(reader);
        this.queue = queue;
    }

    /** The reader with that end; the same reader for a queue that is unlinked on purpose. */
    static LoopReader<PosixMessage> of(LoopReader<PosixMessage> reader, PosixMessageQueue queue) {
        return queue.whenUnlinked() == WhenUnlinked.GO_ON ? reader : new UntilUnlinked(reader, queue);
    }

    @Override
    public Found take(LoopSource<PosixMessage> source) {
        if (watch == null) {
            watch = UnlinkWatch.start(queue, source.loop(), () -> unlinked(source));
        }
        return super.take(source);
    }

    private void unlinked(LoopSource<PosixMessage> source) {
        unlinked = true;
        if (source.downstream().requested() == 0 && isQueueEmpty()) {
            fail(source);
        } else {
            source.lookNow();
        }
    }

    private boolean isQueueEmpty() {
        try {
            return queue.attributes().currentMessages() == 0;
        } catch (ClosedHandleException closed) {
            return false; // and the close ends the source
        }
    }

    private void fail(LoopSource<PosixMessage> source) {
        source.end(QueueRemovedException.unlinked("mq_receive", queue.name()));
    }

    @Override
    public void await(LoopSource<PosixMessage> source) {
        if (unlinked) {
            fail(source);
        } else {
            super.await(source);
        }
    }

    @Override
    public void release() {
        UnlinkWatch watching = watch;
        if (watching != null) {
            watch = null;
            watching.cancel();
        }
        super.release();
    }
}
