package io.sluice.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * Where a call leaves its errno: memory of the calling thread alone, since the JVM itself may change errno between the
 * call and the next instruction of Java.
 *
 * <p>The memory is the collector's to free, when the thread is gone: an arena confined to the thread would have to be
 * closed by that thread, which does not notify us when it ends.
 */
final class CapturedErrno {
    static final Linker.Option OPTION = Linker.Option.captureCallState("errno");

    private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final long OFFSET = LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LAYOUT));

    private CapturedErrno() {}

    /** The calling thread's segment. */
    static MemorySegment ofThread() {
        return OF_THREAD.get();
    }

    /** What the seam answers for a call's result: the result itself, or the negated errno. */
    static int result(int value, MemorySegment errno) {
        return value >= 0 ? value : -errno.get(ValueLayout.JAVA_INT, OFFSET);
    }

    /** The same for a 64-bit result. */
    static long result(long value, MemorySegment errno) {
        return value >= 0 ? value : -errno.get(ValueLayout.JAVA_INT, OFFSET);
    }
}
