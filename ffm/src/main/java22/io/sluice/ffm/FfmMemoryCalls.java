package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.LONG;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.functionWithoutErrno;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.errno.Errno;
import io.sluice.libc.MappedBytes;
import io.sluice.libc.MemoryCalls;
import java.lang.foreign.Arena;
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
    public long symbol(String function) {
        return CLibrary.find(function).map(MemorySegment::address).orElse(0L);
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
        try {
            return (int) Handles.MUNMAP.invokeExact(address, size) == 0 ? 0 : -Errno.EINVAL.number();
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

    @Override
    public int msync(long address, long size, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) SharingHandles.MSYNC.invokeExact(errno, address, size, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int memfdCreate(String label, int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(label).address();
            return result((int) SharingHandles.MEMFD_CREATE.invokeExact(errno, address, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public MappedBytes mapped(long address, long size) {
        return new FfmMappedBytes(address, size);
    }

    /** Of mapped files and files in memory. */
    static final class SharingHandles {
        static final MethodHandle MSYNC = function("msync", INT, POINTER, LONG, INT);
        static final MethodHandle MEMFD_CREATE = function("memfd_create", INT, POINTER, INT);

        private SharingHandles() {}
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle MMAP = function("mmap", POINTER, POINTER, LONG, INT, INT, INT, LONG);
        static final MethodHandle MUNMAP = functionWithoutErrno("munmap", INT, POINTER, LONG);
        static final MethodHandle MPROTECT = function("mprotect", INT, POINTER, LONG, INT);

        private Handles() {}
    }
}
