package io.sluice.semaphore;

import io.sluice.libc.FutexCalls;
import io.sluice.libc.FutexConstants;

/**
 * The memory of one semaphore, laid out as glibc has it on 64-bit machines since 2.21: the value in the lower 32 bits of a
 * word, and in the upper ones how many threads wait in the kernel. Whoever posts wakes one of them up.
 *
 * <p>May be used from any thread.
 */
abstract class SemaphoreMemory {
    private static final long ONE_WAITER = 1L << Integer.SIZE;

    /** Waits in the kernel while the value is 0, with the address of a timeout or 0. Returns the negated error. */
    abstract int await(FutexCalls futexes, long timeout);

    abstract void wakeUpOne(FutexCalls futexes);

    abstract long word();

    abstract boolean changed(long before, long after);

    int value() {
        return (int) word();
    }

    /** Takes one where the value is not 0. */
    boolean tryTake() {
        return tryTake(1);
    }

    /** The same by a thread that is among those who wait, and is no longer where this returns true. */
    boolean tryTakeAsWaiter() {
        return tryTake(ONE_WAITER + 1);
    }

    private boolean tryTake(long taken) {
        long seen = word();
        while ((int) seen != 0) {
            if (changed(seen, seen - taken)) {
                return true;
            }
            seen = word();
        }
        return false;
    }

    void addWaiter() {
        add(ONE_WAITER);
    }

    void removeWaiter() {
        add(-ONE_WAITER);
    }

    private void add(long number) {
        long seen = word();
        while (!changed(seen, seen + number)) {
            seen = word();
        }
    }

    /** Adds one and wakes up a thread that waits for it. False where the value is as high as it can be. */
    boolean post(FutexCalls futexes) {
        long seen = word();
        while ((int) seen != FutexConstants.SEM_VALUE_MAX) {
            if (changed(seen, seen + 1)) {
                if (seen >>> Integer.SIZE != 0) {
                    wakeUpOneOrTakeBack(futexes);
                }
                return true;
            }
            seen = word();
        }
        return false;
    }

    /**
     * A post that throws must not have posted, so it takes back what it gave. Where that is gone, a thread has it that was
     * awake, and there is nobody to wake up.
     */
    private void wakeUpOneOrTakeBack(FutexCalls futexes) {
        try {
            wakeUpOne(futexes);
        } catch (OutOfMemoryError noRoom) {
            if (tryTake()) {
                throw noRoom;
            }
        }
    }
}
