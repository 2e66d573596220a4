package io.sluice.mqueue;

import io.sluice.errno.QueueShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The shape that was asked for of a queue that turned out to exist. What was not asked for is not compared.
 *
 * @param maxMessages 0 if not asked for
 * @param maxMessageSize 0 if not asked for
 * @param mode null if not asked for
 */
record AskedShape(
        int maxMessages, int maxMessageSize, @Nullable Integer mode) {
    /** A creator sets the mode by a second call, right behind the first one. */
    private static final long CREATOR_TAKES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Fails if the queue has another shape. */
    void check(PosixMessageQueue existing) {
        boolean sameSize = (maxMessages == 0 || maxMessages == existing.maxMessages())
                && (maxMessageSize == 0 || maxMessageSize == existing.maxMessageSize());
        if (!sameSize || (mode != null && mode != awaitMode(existing, mode))) {
            AskedShape found = new AskedShape(
                    existing.maxMessages(),
                    existing.maxMessageSize(),
                    existing.permissions().mode());
            throw new QueueShapeException(
                    "mq_open",
                    existing.name(),
                    toString(),
                    found.toString(),
                    "Ask for the shape that the queue has, unlink the queue first, or accept any shape"
                            + " (acceptShape()).");
        }
    }

    /** Between its two calls, a creator's queue has the mode without the bits of the creator's umask. */
    private static int awaitMode(PosixMessageQueue existing, int mode) {
        long start = System.nanoTime();
        int found = existing.permissions().mode();
        while (isPartOf(mode, found) && System.nanoTime() - start < CREATOR_TAKES_NANOS) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            found = existing.permissions().mode();
        }
        return found;
    }

    private static boolean isPartOf(int mode, int found) {
        return found != mode && (found & ~mode) == 0;
    }

    @Override
    public String toString() {
        List<String> settings = new ArrayList<>();
        if (maxMessages != 0) {
            settings.add("max messages " + maxMessages);
        }
        if (maxMessageSize != 0) {
            settings.add("max message size " + maxMessageSize);
        }
        if (mode != null) {
            settings.add(String.format("mode %04o", mode));
        }
        return String.join(", ", settings);
    }
}
