package io.sluice.memory;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Native memory of one size for the calls on one queue, taken and given back, so that a message costs no native
 * allocation. As many pieces are kept as threads reasonably use one queue at once; a further thread gets one of its own,
 * which is garbage afterwards.
 */
// States and events: docs/states/memory-pool.md
public final class NativeMemoryPool {
    private static final int KEPT_BESIDE = 3;

    private final int size;
    /** The one that is enough for a queue that one thread uses at a time. */
    private final AtomicReference<@Nullable NativeMemory> first = new AtomicReference<>();

    private final AtomicReferenceArray<@Nullable NativeMemory> beside = new AtomicReferenceArray<>(KEPT_BESIDE);

    /**
     * Makes an empty pool.
     *
     * @param size the size of each piece in bytes
     */
    public NativeMemoryPool(int size) {
        this.size = size;
    }

    /**
     * How large each piece is.
     *
     * @return bytes
     */
    public int size() {
        return size;
    }

    /**
     * Takes a piece, with whatever is still in it.
     *
     * @return memory that nobody else uses
     */
    public NativeMemory take() {
        NativeMemory memory = first.get();
        if (memory != null && first.compareAndSet(memory, null)) {
            return memory;
        }
        for (int i = 0; i < KEPT_BESIDE; i++) {
            memory = beside.get(i);
            if (memory != null && beside.compareAndSet(i, memory, null)) {
                return memory;
            }
        }
        return NativeMemory.allocate(size);
    }

    /**
     * Gives memory back behind the call, which also keeps it reachable until then.
     *
     * @param memory what was taken; memory of another size is left to the garbage collector, and that of a held message to
     *     {@link HeldMessages}
     */
    public void giveBack(NativeMemory memory) {
        memory.keepAlive();
        if (memory.held || memory.size() != size || (first.get() == null && first.compareAndSet(null, memory))) {
            return;
        }
        for (int i = 0; i < KEPT_BESIDE; i++) {
            if (beside.get(i) == null && beside.compareAndSet(i, null, memory)) {
                return;
            }
        }
    }
}
