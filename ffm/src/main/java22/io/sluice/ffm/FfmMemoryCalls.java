package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.MemoryCalls;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory outside the heap, on {@code java.lang.foreign}. */
final class FfmMemoryCalls implements MemoryCalls {
    @Override
    public long address(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct).address() - direct.position();
    }

    @Override
    @SuppressWarnings("restricted") // the caller knows what is there
    public ByteBuffer view(long address, int size) {
        return MemorySegment.ofAddress(address).reinterpret(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public long mmap(long address, long size, int protection, int flags, int fd, long offset) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((long) Handles.MMAP.invokeExact(errno, address, size, protection, flags, fd, offset), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int munmap(long address, long size) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.MUNMAP.invokeExact(errno, address, size), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int mprotect(long address, long size, int protection) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.MPROTECT.invokeExact(errno, address, size, protection), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle MMAP = function("mmap", POINTER, POINTER, LONG, INT, INT, INT, LONG);
        static final MethodHandle MUNMAP = function("munmap", INT, POINTER, LONG);
        static final MethodHandle MPROTECT = function("mprotect", INT, POINTER, LONG, INT);

        private Handles() {}
    }
}
