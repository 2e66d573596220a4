package io.sluice.ring;

import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.mapping.internal.MappedRegion;
import java.lang.invoke.VarHandle;

/**
 * A word that says whether one side of the ring sleeps. Who is about to sleep sets it to 1, looks for work once more, and sleeps
 * while it is 1. Who has work for the other side looks at the word behind that. One of the two sees what the other has written,
 * so no wake-up is lost. A system call is made for a sleeper alone.
 *
 * <p>The caller holds a use of the memory.
 */
final class SleepWord {
    private final FutexCalls futexes = Libc.get().futexes();
    private final RingMemory memory;
    private final MappedRegion region;
    private final int offset;

    SleepWord(RingMemory memory, MappedRegion region, int offset) {
        this.memory = memory;
        this.region = region;
        this.offset = offset;
    }

    void announce() {
        memory.setInt(offset, 1);
        VarHandle.fullFence();
    }

    /** Sleeps for a time at the most. Returns the negated error. */
    int sleep(long timespec) {
        return futexes.futexWait(region.address() + offset, 1, timespec);
    }

    /** Whether somebody sleeps, behind all that this thread has written. */
    boolean isAnnounced() {
        VarHandle.fullFence();
        return memory.intAt(offset) == 1;
    }

    /** Of several threads that find a sleeper, one wakes up all there are. */
    void wakeUp() {
        if (memory.clearWord(offset)) {
            try {
                futexes.futexWake(region.address() + offset, Integer.MAX_VALUE);
            } catch (OutOfMemoryError noRoom) {
                // The message is written, or read, so the caller must not see an error. The next call wakes them up.
                memory.setInt(offset, 1);
            }
        }
    }
}
