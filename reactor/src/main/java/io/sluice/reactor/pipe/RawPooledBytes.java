package io.sluice.reactor.pipe;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one read brings, in the buffer that the kernel has filled: nothing is copied. */
final class RawPooledBytes implements Decoder<PooledBuffer> {
    private final int maxBytes;
    private final BufferPool pool = new BufferPool();
    private @Nullable PooledBuffer buffer;
    private int length;

    RawPooledBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public @Nullable PooledBuffer next() {
        PooledBuffer filled = buffer;
        if (filled == null || length == 0) {
            return null;
        }
        filled.bytes().limit(length).position(0);
        buffer = null;
        length = 0;
        return filled;
    }

    @Override
    public ByteBuffer room(long demand) {
        PooledBuffer target = buffer;
        if (target == null) {
            target = pool.take(maxBytes);
            buffer = target;
        }
        return target.bytes().limit(maxBytes).position(0);
    }

    @Override
    public void filled(int count) {
        length = count;
    }

    @Override
    public @Nullable PooledBuffer end() {
        return next();
    }

    @Override
    public boolean mayHaveRecord() {
        return length > 0;
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public byte[] takeBytes() {
        PooledBuffer read = next();
        if (read == null) {
            return new byte[0];
        }
        byte[] bytes = Elements.array(read.bytes());
        read.release();
        return bytes;
    }
}
