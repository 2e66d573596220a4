package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.sluice.libc.MappedBytes;
import io.sluice.libc.MemoryCalls;
import java.nio.ByteBuffer;

/** Memory outside the heap, on JNA. */
final class JnaMemoryCalls implements MemoryCalls {
    private static final Function MEMFD_CREATE = CLibrary.function("memfd_create");

    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return new Pointer(address).getByteBuffer(0, size);
    }

    @Override
    public long symbol(String function) {
        return CLibrary.symbol(function);
    }

    @Override
    public long mmap(long address, long size, int protection, int flags, int fd, long offset) {
        return result(DIRECT.calls().mmap(address, size, protection, flags, fd, offset));
    }

    @Override
    public int munmap(long address, long size) {
        return result(DIRECT.calls().munmap(address, size));
    }

    @Override
    public int mprotect(long address, long size, int protection) {
        return result(DIRECT.calls().mprotect(address, size, protection));
    }

    @Override
    public int msync(long address, long size, int flags) {
        return result(DIRECT.calls().msync(address, size, flags));
    }

    @Override
    public int memfdCreate(String label, int flags) {
        return result(MEMFD_CREATE.invokeInt(new Object[] {label, flags}));
    }

    @Override
    public MappedBytes mapped(long address, long size) {
        return new JnaMappedBytes(address);
    }

    /** What is mapped directly. Addresses and sizes are {@code long}. */
    static final class Direct {
        private Direct() {}

        native long mmap(long address, long size, int protection, int flags, int fd, long offset);

        native int munmap(long address, long size);

        native int msync(long address, long size, int flags);

        native int mprotect(long address, long size, int protection);
    }
}
