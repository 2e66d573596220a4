package io.sluice.libc.jna;

import com.sun.jna.Pointer;
import io.sluice.libc.MappedBytes;
import java.nio.ByteBuffer;

/** Mapped memory, on JNA: a buffer knows its address, and nothing can take that from it. */
final class JnaMappedBytes implements MappedBytes {
    private final long address;

    JnaMappedBytes(long address) {
        this.address = address;
    }

    @Override
    public ByteBuffer bytes(long offset, int length) {
        return new Pointer(address + offset).getByteBuffer(0, length);
    }

    @Override
    public boolean closeEndsAccess() {
        return false;
    }

    @Override
    public boolean close() {
        return true;
    }
}
