package io.sluice.semaphore;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.FutexConstants;
import io.sluice.libc.FutexLayouts;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/** A semaphore at an offset of shared memory, as {@code sem_init} makes it. */
final class SemaphoreInMemory extends SemaphoreMemory {
    /** A semaphore that processes share, in the field behind the word. The name of the field says the opposite. */
    private static final int SHARED = 0x80;

    private static final int PRIVATE_OFFSET = 8;

    private final MappedMemory memory;
    private final MappedRegion region;
    private final long offset;

    private SemaphoreInMemory(MappedMemory memory, long offset) {
        this.memory = memory;
        this.offset = offset;
        region = MappingAccess.region(memory);
        Objects.checkFromIndexSize(offset, FutexLayouts.SEM_SIZE, memory.size());
    }

    static SemaphoreInMemory existing(MappedMemory memory, long offset) {
        SemaphoreInMemory found = new SemaphoreInMemory(memory, offset);
        if (memory.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        long word = memory.getLong(offset);
        int scope = memory.getInt(offset + PRIVATE_OFFSET);
        if ((int) word < 0 || scope != SHARED) {
            throw new ErrnoException(
                    "sem_init",
                    found.name(),
                    Errno.EINVAL,
                    "There is no semaphore there that processes share: initialize it, in C with sem_init(..., 1, ...).");
        }
        return found;
    }

    static SemaphoreInMemory initialized(MappedMemory memory, long offset, int value) {
        SemaphoreInMemory made = new SemaphoreInMemory(memory, offset);
        if (value < 0) {
            throw new IllegalArgumentException(
                    "value must be from 0 to " + FutexConstants.SEM_VALUE_MAX + ", but was " + value);
        }
        memory.setLong(offset + PRIVATE_OFFSET, SHARED);
        memory.setLong(offset, value);
        return made;
    }

    MappedRegion region() {
        return region;
    }

    String name() {
        return memory.description() + "+" + offset;
    }

    @Override
    int await(FutexCalls futexes, long timeout) {
        if (!region.acquire()) {
            return -Errno.EBADF.number();
        }
        try {
            return futexes.futexWait(region.address() + offset, 0, timeout);
        } finally {
            region.release();
        }
    }

    /** With a use of the memory from before the change on: a close in between would leave those asleep who are to be woken up. */
    @Override
    boolean post(FutexCalls futexes) {
        if (!region.acquire()) {
            throw region.closed();
        }
        try {
            return super.post(futexes);
        } finally {
            region.release();
        }
    }

    /** Inside a post, which holds a use. */
    @Override
    void wakeUpOne(FutexCalls futexes) {
        futexes.futexWake(region.address() + offset, 1);
    }

    @Override
    long word() {
        return memory.getLong(offset);
    }

    @Override
    boolean changed(long before, long after) {
        return memory.compareAndSetLong(offset, before, after);
    }
}
