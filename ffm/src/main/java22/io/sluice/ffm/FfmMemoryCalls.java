package io.sluice.ffm;

import io.sluice.libc.MemoryCalls;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Memory outside the heap, on {@code java.lang.foreign}. */
final class FfmMemoryCalls implements MemoryCalls {
    @Override
    public long address(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct).address() - direct.position();
    }
}
