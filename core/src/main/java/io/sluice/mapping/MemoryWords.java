package io.sluice.mapping;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mapping.internal.MappedRegion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/**
 * Words in mapped memory. Each access that changes a word reads it first: on memory that was cut off, a read is an error on each
 * JDK, while an interpreted compare-and-set ends the JVM.
 */
final class MemoryWords {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final MappedRegion region;
    private final boolean readOnly;

    MemoryWords(MappedRegion region) {
        this.region = region;
        readOnly = region.isReadOnly();
    }

    int getInt(long offset) {
        ByteBuffer window = window(offset, Integer.BYTES);
        try {
            return lookAtInt(window, region.inWindow(offset));
        } catch (InternalError gone) {
            throw cut(offset);
        } finally {
            Reference.reachabilityFence(window);
        }
    }

    void setInt(long offset, int value) {
        ByteBuffer window = writable(offset, Integer.BYTES);
        int at = region.inWindow(offset);
        try {
            lookAtInt(window, at);
            INT.setVolatile(window, at, value);
        } catch (InternalError gone) {
            throw cut(offset);
        } finally {
            Reference.reachabilityFence(window);
        }
    }

    boolean compareAndSetInt(long offset, int expected, int value) {
        ByteBuffer window = writable(offset, Integer.BYTES);
        int at = region.inWindow(offset);
        try {
            if (lookAtInt(window, at) != expected) {
                return false;
            }
            region.look(offset);
            return INT.compareAndSet(window, at, expected, value);
        } catch (InternalError gone) {
            throw cut(offset);
        } finally {
            Reference.reachabilityFence(window);
        }
    }

    long getLong(long offset) {
        ByteBuffer window = window(offset, Long.BYTES);
        try {
            return lookAtLong(window, region.inWindow(offset));
        } catch (InternalError gone) {
            throw cut(offset);
        } finally {
            Reference.reachabilityFence(window);
        }
    }

    void setLong(long offset, long value) {
        ByteBuffer window = writable(offset, Long.BYTES);
        int at = region.inWindow(offset);
        try {
            lookAtLong(window, at);
            LONG.setVolatile(window, at, value);
        } catch (InternalError gone) {
            throw cut(offset);
        } finally {
            Reference.reachabilityFence(window);
        }
    }

    boolean compareAndSetLong(long offset, long expected, long value) {
        ByteBuffer window = writable(offset, Long.BYTES);
        int at = region.inWindow(offset);
        try {
            if (lookAtLong(window, at) != expected) {
                return false;
            }
            region.look(offset);
            return LONG.compareAndSet(window, at, expected, value);
        } catch (InternalError gone) {
            throw cut(offset);
        } finally {
            Reference.reachabilityFence(window);
        }
    }

    private static int lookAtInt(ByteBuffer window, int at) {
        return (int) INT.getVolatile(window, at);
    }

    private static long lookAtLong(ByteBuffer window, int at) {
        return (long) LONG.getVolatile(window, at);
    }

    private ByteBuffer writable(long offset, int width) {
        if (readOnly) {
            throw new ReadOnlyBufferException();
        }
        return window(offset, width);
    }

    /** Checks where a word is, and gives the buffer that has it. */
    private ByteBuffer window(long offset, int width) {
        Objects.checkFromIndexSize(offset, width, region.size());
        if ((region.address() + offset & width - 1) != 0) {
            throw unaligned(offset, width);
        }
        return region.window(offset);
    }

    private IllegalArgumentException unaligned(long offset, int width) {
        long begin = region.address() & width - 1;
        return new IllegalArgumentException("the offset of a word of " + width * Byte.SIZE
                + " bits must be a multiple of "
                + width
                + (begin == 0 ? "" : " plus " + (width - begin) + " in this memory, which begins at such an address")
                + ", but was " + offset);
    }

    private ErrnoException cut(long offset) {
        return new ErrnoException(
                "mmap",
                region.description(),
                Errno.EFAULT,
                "Another process has cut off what was mapped, and the word at " + offset
                        + " with it: close this memory, and map again what there is now.");
    }
}
