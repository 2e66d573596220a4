package io.sluice.libc.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.sluice.libc.MemoryCalls;
import java.nio.ByteBuffer;

/** Memory outside the heap, on JNA. */
final class JnaMemoryCalls implements MemoryCalls {
    @Override
    public long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
