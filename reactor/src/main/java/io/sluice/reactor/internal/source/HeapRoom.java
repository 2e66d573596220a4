package io.sluice.reactor.internal.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a thread does that has to bring a task to a loop while the heap has no room for it. */
public final class HeapRoom {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private HeapRoom() {}

    /** Gives other threads and the collector time to make room. Returns after a millisecond, whether there is room or not. */
    public static void await() {
        LockSupport.parkNanos(HeapRoom.class, PAUSE_NANOS);
    }
}
