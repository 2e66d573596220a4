package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Buffers that users have released. One that nobody releases becomes garbage, and another one is made. From any thread. */
final class BufferPool {
    private static final int KEPT = 16;

    private final AtomicReferenceArray<@Nullable PooledBuffer> kept = new AtomicReferenceArray<>(KEPT);

    /** A buffer that nobody uses, with room for so many bytes. */
    PooledBuffer take(int size) {
        for (int i = 0; i < KEPT; i++) {
            PooledBuffer free = kept.get(i);
            if (free != null && free.capacity() >= size && kept.compareAndSet(i, free, null)) {
                free.use();
                return free;
            }
        }
        return new PooledBuffer(this, ByteBuffer.allocateDirect(capacity(size)));
    }

    /** Records differ in size: the next one may be a bit larger. */
    private static int capacity(int size) {
        int rounded = Integer.highestOneBit(Math.max(size - 1, 1)) << 1;
        return rounded > 0 ? rounded : size;
    }

    /** An element that is a copy of a record. */
    PooledBuffer copyOf(ByteBuffer record) {
        PooledBuffer copy = take(record.remaining());
        copy.bytes().clear().put(record).flip();
        return copy;
    }

    /** Takes a buffer back. One for which there is no place, or that is smaller than all others, becomes garbage. */
    void giveBack(PooledBuffer released) {
        for (int i = 0; i < KEPT; i++) {
            PooledBuffer present = kept.get(i);
            boolean better = present == null || present.capacity() < released.capacity();
            if (better && kept.compareAndSet(i, present, released)) {
                return;
            }
        }
    }
}
