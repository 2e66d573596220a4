package io.sluice.semaphore;

import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.mapping.internal.EarlyLooks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The memory of a semaphore with a name. It stays mapped for as long as somebody has it, since a closed handle still posts. */
final class SemaphoreOfFile extends SemaphoreMemory {
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** One for all: the methods on the way are the same. */
    private static final EarlyLooks LOOKS = new EarlyLooks();

    private final ByteBuffer bytes;
    private final long address;

    /** The buffer begins where the semaphore does, at a multiple of eight. */
    SemaphoreOfFile(ByteBuffer bytes) {
        this.bytes = bytes;
        address = Libc.get().memory().address(bytes);
    }

    @Override
    int await(FutexCalls futexes, long timeout) {
        try {
            return futexes.futexWait(address, 0, timeout);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    void wakeUpOne(FutexCalls futexes) {
        try {
            futexes.futexWake(address, 1);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    long word() {
        return (long) WORD.getVolatile(bytes, 0);
    }

    @Override
    boolean changed(long before, long after) {
        LOOKS.look(address);
        return WORD.compareAndSet(bytes, 0, before, after);
    }
}
