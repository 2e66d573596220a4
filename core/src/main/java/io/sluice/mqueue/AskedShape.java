package io.sluice.mqueue;

import io.sluice.errno.QueueShapeException;
import io.sluice.files.SettledMode;
import java.util.ArrayList;
import java.util.List;
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
    /** Fails if the queue has another shape. */
    void check(PosixMessageQueue existing) {
        boolean sameSize = (maxMessages == 0 || maxMessages == existing.maxMessages())
                && (maxMessageSize == 0 || maxMessageSize == existing.maxMessageSize());
        if (!sameSize || !hasMode(existing)) {
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

    private boolean hasMode(PosixMessageQueue existing) {
        return mode == null
                || mode == SettledMode.await(mode, () -> existing.permissions().mode());
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
