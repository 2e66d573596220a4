package io.sluice.reactor.mqueue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.QueueRemovedException;
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
 *
 * @param <T> the type of the elements
 */
final class UntilUnlinked<T> extends ReaderDecorator<T> {
    private final PosixMessageQueue queue;
    private final String call;

    // On the loop's thread only.
    private @Nullable UnlinkWatch watch;
    private boolean unlinked;

    private UntilUnlinked(LoopReader<T> reader, PosixMessageQueue queue, String call) {
        super(reader);
        this.queue = queue;
        this.call = call;
    }

    /** The reader with that end, in an error that names a call; the same reader for a queue that is unlinked on purpose. */
    static <T> LoopReader<T> of(LoopReader<T> reader, PosixMessageQueue queue, String call) {
        return queue.whenUnlinked() == WhenUnlinked.GO_ON ? reader : new UntilUnlinked<>(reader, queue, call);
    }

    @Override
    public Found take(LoopSource<T> source) {
        if (watch == null) {
            watch = UnlinkWatch.start(queue, source.loop(), () -> unlinked(source));
        }
        return super.take(source);
    }

    private void unlinked(LoopSource<T> source) {
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

    private void fail(LoopSource<T> source) {
        source.end(QueueRemovedException.unlinked(call, queue.name()));
    }

    @Override
    public void await(LoopSource<T> source) {
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
