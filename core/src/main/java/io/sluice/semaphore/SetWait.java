package io.sluice.semaphore;

import io.sluice.blocking.HandledCall;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.memory.NativeMemory;
import io.sluice.time.Timespec;
import io.sluice.time.WaitTimeout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wait until operations on a set are possible, all at once. */
final class SetWait extends HandledCall {
    private final SetOperations set;
    private final int count;
    private final WaitTimeout timeout;
    private final Timespec timespec = new Timespec();
    private final NativeMemory memory;

    SetWait(SetOperations set, List<SemaphoreOperation> operations, @Nullable Duration timeout, WaitHandler handler) {
        super(timeout == null ? "semop" : "semtimedop", handler);
        this.set = set;
        count = operations.size();
        this.timeout = new WaitTimeout(timeout);
        memory = set.memory().of(operations, 0);
    }

    @Override
    public long call() {
        return set.await(memory, count, timespec.of(timeout.left()));
    }

    @Override
    public ErrnoException failure(int errno) {
        return errno == Errno.EAGAIN.number()
                ? SetErrors.timeout(function(), set.name())
                : set.failure(function(), errno, count);
    }

    @Override
    public void release() {
        timespec.keepAlive();
        set.memory().giveBack(memory);
    }
}
