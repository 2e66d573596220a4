package io.sluice.sysvmsg;

import io.sluice.errno.QueueShapeException;
import io.sluice.libc.Libc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The shape that was asked for of a queue that turned out to exist. What was not asked for is not compared.
 *
 * @param mode null if not asked for
 * @param maxBytes null if not asked for
 */
record AskedShape(@Nullable Integer mode, @Nullable Long maxBytes) {
    /** A creator sets the size by a second call, right behind the first one. */
    private static final long CREATOR_TAKES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Fails if the queue has another shape. */
    void check(int id, String name) {
        if (mode == null && maxBytes == null) {
            return;
        }
        MessageControl control = new MessageControl(Libc.get().sysvMessages());
        long start = System.nanoTime();
        SysvMqStatus found = control.find(id);
        while (found != null && !hasSize(found) && System.nanoTime() - start < CREATOR_TAKES_NANOS) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            found = control.find(id);
        }
        if (found != null && !(hasMode(found) && hasSize(found))) {
            throw new QueueShapeException(
                    "msgget",
                    name,
                    toString(),
                    new AskedShape(found.permissions().mode(), found.maxBytes()).toString(),
                    "Ask for the shape that the queue has, remove the queue first, or accept any shape"
                            + " (acceptShape()).");
        }
    }

    private boolean hasMode(SysvMqStatus found) {
        return mode == null || mode == found.permissions().mode();
    }

    private boolean hasSize(SysvMqStatus found) {
        return maxBytes == null || maxBytes == found.maxBytes();
    }

    @Override
    public String toString() {
        List<String> settings = new ArrayList<>();
        if (maxBytes != null) {
            settings.add("max bytes " + maxBytes);
        }
        if (mode != null) {
            settings.add(String.format("mode %04o", mode));
        }
        return String.join(", ", settings);
    }
}
