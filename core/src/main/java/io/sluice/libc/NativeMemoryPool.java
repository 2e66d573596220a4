package io.sluice.libc;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Native memory of one size for the calls on one queue, taken and given back, so that a message costs no native
 * allocation. As many pieces are kept as threads reasonably use one queue at once; a further thread gets one of its own,
 * which is garbage afterwards.
 */
public final class NativeMemoryPool {
    private static final int KEPT = 4;

    private final Libc libc;
    private final int size;
    private final AtomicReferenceArray<@Nullable NativeMemory> kept = new AtomicReferenceArray<>(KEPT);

    /**
     * Makes an empty pool.
     *
     * @param libc the binding that tells addresses
     * @param size the size of each piece in bytes
     */
    public NativeMemoryPool(Libc libc, int size) {
        this.libc = libc;
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
        for (int i = 0; i < KEPT; i++) {
            NativeMemory memory = kept.get(i);
            if (memory != null && kept.compareAndSet(i, memory, null)) {
                return memory;
            }
        }
        return NativeMemory.allocate(libc, size);
    }

    /**
     * Gives memory back behind the call, which also keeps it reachable until then.
     *
     * @param memory what was taken; memory of another size is left to the garbage collector, and that of a held message to
     *     {@link HeldMessages}
     */
    public void giveBack(NativeMemory memory) {
        memory.keepAlive();
        if (memory.held) {
            return;
        }
        for (int i = 0; i < KEPT && memory.size() == size; i++) {
            if (kept.get(i) == null && kept.compareAndSet(i, null, memory)) {
                return;
            }
        }
    }
}
