package io.sluice.reactor.internal.source;

import io.sluice.epoll.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Completes a source whose time is over, where its reader finds nothing any more. An element that is there is taken however
 * late it is, and one that was taken is never given up: the reader looks once more before the end.
 *
 * @param <T> the type of the elements
 */
public final class Deadline<T> extends ReaderDecorator<T> {
    /** A timeout without end. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long timeoutNanos;
    private final long startNanos = System.nanoTime();

    // On the loop's thread only.
    private @Nullable Timeout timeout;

    private Deadline(LoopReader<T> reader, long timeoutNanos) {
        super(reader);
        this.timeoutNanos = timeoutNanos;
    }

    /** A reader with a deadline, which counts from now on the monotonic clock; the same reader for {@link #NEVER}. */
    public static <T> LoopReader<T> of(LoopReader<T> reader, long timeoutNanos) {
        return timeoutNanos == NEVER ? reader : new Deadline<>(reader, timeoutNanos);
    }

    @Override
    public void await(LoopSource<T> source) {
        long left = timeoutNanos - (System.nanoTime() - startNanos);
        if (left <= 0) {
            source.end(null);
            return;
        }
        if (timeout == null) {
            timeout = source.loop().schedule(left, () -> timeIsOver(source));
        }
        super.await(source);
    }

    private void timeIsOver(LoopSource<T> source) {
        timeout = null;
        source.lookNow();
    }

    @Override
    public void release() {
        Timeout limit = timeout;
        if (limit != null) {
            timeout = null;
            limit.cancel();
        }
        super.release();
    }
}
