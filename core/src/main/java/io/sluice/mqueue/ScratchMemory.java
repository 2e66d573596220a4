package io.sluice.mqueue;

import io.sluice.libc.Libc;
import io.sluice.libc.NativeMemory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the calls on one queue, taken and given back, so that a message costs no native allocation. Each
 * piece has room for a priority, a deadline and the queue's longest message. As many pieces are kept as threads
 * reasonably use one queue at once; a further thread gets one of its own, which is garbage afterwards.
 */
final class ScratchMemory {
    /** Where the priority of a received message is stored. */
    static final int PRIORITY = 0;
    /** Where the deadline of a timed call is stored. */
    static final int DEADLINE = 8;
    /** Where the message begins. */
    static final int PAYLOAD = 24;

    private static final int KEPT = 4;

    private final Libc libc;
    private final int size;
    private final AtomicReferenceArray<@Nullable NativeMemory> kept = new AtomicReferenceArray<>(KEPT);

    ScratchMemory(Libc libc, int maxMessageSize) {
        this.libc = libc;
        this.size = Math.addExact(PAYLOAD, maxMessageSize);
    }

    NativeMemory take() {
        for (int i = 0; i < KEPT; i++) {
            NativeMemory memory = kept.get(i);
            if (memory != null && kept.compareAndSet(i, memory, null)) {
                return memory;
            }
        }
        return NativeMemory.allocate(libc, size);
    }

    /** Gives memory back behind the call, which also keeps it reachable until then. */
    void giveBack(NativeMemory memory) {
        memory.keepAlive();
        for (int i = 0; i < KEPT; i++) {
            if (kept.get(i) == null && kept.compareAndSet(i, null, memory)) {
                return;
            }
        }
    }
}
