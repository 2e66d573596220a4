package io.sluice.semaphore;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvSemaphoreCalls;
import io.sluice.memory.NativeMemory;
import io.sluice.time.WaitTimeout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How a set gets its values. The kernel creates a set first, with the value 0 for each semaphore, and its creator gives it
 * values by another call. Whoever opens the set in between would use the wrong ones. But the kernel sets {@code sem_otime} at
 * the first operation and not before. So the creator operates on the set when it has its values, and others wait for that.
 */
final class SetInitialization {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SysvSemaphoreCalls libc;
    private final SetControl control;
    private final String object;

    SetInitialization(SysvSemaphoreCalls libc, String object) {
        this.libc = libc;
        this.object = object;
        control = new SetControl(libc);
    }

    /** Gives a new set its values, and shows others that it has them. */
    void initialize(int id, int... values) {
        new SetValues(libc, id, values.length, object).setAll(values);
        OperationMemory memory = new OperationMemory();
        // One call that leaves the value as it is, and sets sem_otime all the same. A value of 0 is looked at, another
        // one is
        // taken from and given to: in this order, because it may be the greatest one.
        List<SemaphoreOperation> nothing = values[0] == 0
                ? List.of(SemaphoreOperation.awaitZero(0))
                : List.of(SemaphoreOperation.take(0, 1), SemaphoreOperation.give(0, 1));
        NativeMemory written = memory.of(nothing, SysvIpcConstants.IPC_NOWAIT);
        int result = libc.semop(id, written.address(), nothing.size());
        memory.giveBack(written);
        // Another process may have taken all there was: then it has operated on the set.
        if (result < 0 && result != -Errno.EAGAIN.number()) {
            throw new SetOperations(libc, id, values.length, object).failure("semop", -result, nothing.size());
        }
    }

    /**
     * Waits until a set that somebody else has created has its values. There is nothing that the kernel would wake us up by,
     * so this looks again each millisecond.
     *
     * @throws io.sluice.errno.SetRemovedException if the set was removed meanwhile
     * @throws ErrnoException if it has no values within the bound, or the thread was interrupted
     */
    void await(int id, Duration bound) {
        WaitTimeout timeout = new WaitTimeout(bound);
        SysvSemaphoreStatus status = status(id);
        while (!status.isInitialized()) {
            if (timeout.isOver()) {
                throw SetErrors.notInitialized(object, status, bound);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw SetErrors.interrupted(object);
            }
            LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            status = status(id);
        }
    }

    /** The status of a set that this user may perhaps not read. */
    SysvSemaphoreStatus status(int id) {
        SysvSemaphoreStatus found = control.find(id);
        return found != null ? found : control.status(id, object);
    }
}
