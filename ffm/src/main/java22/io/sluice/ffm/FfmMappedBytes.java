package io.sluice.ffm;

import io.sluice.libc.MappedBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Mapped memory, on {@code java.lang.foreign}: a shared arena says whether there may be access. */
final class FfmMappedBytes implements MappedBytes {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    @SuppressWarnings("restricted") // the caller has mapped it
    FfmMappedBytes(long address, long size) {
        segment = MemorySegment.ofAddress(address).reinterpret(size, arena, null);
    }

    /** The whole memory, which can be written. */
    MemorySegment segment() {
        return segment;
    }

    @Override
    public ByteBuffer bytes(long offset, int length) {
        return segment.asSlice(offset, length).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public boolean closeEndsAccess() {
        return true;
    }

    @Override
    public boolean close() {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException inUse) { // a channel reads into a buffer, or writes from it, right now
            return !arena.scope().isAlive();
        }
    }
}
