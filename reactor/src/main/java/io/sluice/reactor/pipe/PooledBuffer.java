package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A record in memory that is used again for a later record once it is released. So a stream of records allocates nothing.
 *
 * <pre>{@code
 * PipeReceiver.create(readEnd, Framing.pooled(Framing.raw(65_536)))
 *         .receive()
 *         .doOnDiscard(PooledBuffer.class, PooledBuffer::release)
 *         .subscribe(buffer -> {
 *             System.out.println(buffer.bytes().remaining() + " bytes");
 *             buffer.release();
 *         });
 * }</pre>
 *
 * <p>Until {@link #release()} the buffer belongs to whoever received it, on any thread. A buffer that nobody releases is left
 * to the garbage collector, and another one is made: it costs an allocation, and nothing else.
 */
public final class PooledBuffer {
    private final BufferPool pool;
    private final ByteBuffer bytes;
    private final AtomicBoolean used = new AtomicBoolean(true);

    PooledBuffer(BufferPool pool, ByteBuffer bytes) {
        this.pool = pool;
        this.bytes = bytes;
    }

    /** From the pool, which has the only reference. */
    void use() {
        used.set(true);
    }

    int capacity() {
        return bytes.capacity();
    }

    /**
     * The record, from the buffer's position to its limit. The memory is outside the heap.
     *
     * @return the same buffer at each call; not to be used behind {@link #release()}
     * @throws IllegalStateException if it was released
     */
    public ByteBuffer bytes() {
        if (!used.get()) {
            throw new IllegalStateException("the buffer was released, and may hold another record by now");
        }
        return bytes;
    }

    /**
     * Gives the buffer back. Whoever calls this keeps no reference to it. May be called from any thread. A second call does
     * nothing, as long as the buffer was not used again: behind that it would give back a record of somebody else.
     */
    public void release() {
        if (used.compareAndSet(true, false)) {
            pool.giveBack(this);
        }
    }

    @Override
    public String toString() {
        return "PooledBuffer(" + (used.get() ? bytes.remaining() + " bytes)" : "released)");
    }
}
