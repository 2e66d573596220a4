package io.sluice.semaphore;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.ClockLayouts;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One wait for a semaphore, as {@code sem_wait} does it: as a waiter, until the value is not 0. */
final class SemaphoreWait implements BlockingCall {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FutexCalls futexes = Libc.get().futexes();
    private final OwnedFd fd;
    private final String name;
    private final SemaphoreMemory memory;
    private final WaitHandler handler;
    /** On the clock of {@link System#nanoTime()}, where there is a timeout. */
    private final long deadline;

    private final @Nullable NativeMemory timeout;

    /** With how long to wait at the most, in nanoseconds; null to wait without end. */
    SemaphoreWait(OwnedFd fd, String name, SemaphoreMemory memory, @Nullable Long nanos, WaitHandler handler) {
        this.fd = fd;
        this.name = name;
        this.memory = memory;
        this.handler = handler;
        deadline = nanos == null ? 0 : System.nanoTime() + nanos;
        timeout = nanos == null ? null : NativeMemory.allocate(ClockLayouts.TIMESPEC_SIZE);
    }

    @Override
    public String function() {
        return "sem_wait";
    }

    @Override
    public void began(KernelWait wait) {
        handler.began(wait);
    }

    @Override
    public long call() {
        if (!fd.acquire()) {
            return -Errno.EBADF.number();
        }
        try {
            // Where another process has cut the file off, to look at the memory could end the JVM.
            boolean whole = SemaphoreFile.isSemaphore(Libc.get().files(), fd.number());
            return whole ? take() : -Errno.EFAULT.number();
        } catch (InternalError gone) {
            return -Errno.EFAULT.number();
        } finally {
            fd.release();
        }
    }

    private long take() {
        return memory.tryTake() ? 0 : takeAsWaiter();
    }

    private long takeAsWaiter() {
        memory.addWaiter();
        while (!memory.tryTakeAsWaiter()) {
            int result = memory.await(futexes, timeoutLeft());
            if (result == -Errno.EFAULT.number()) {
                return result; // the memory is gone, and with it the number of those who wait
            }
            if (result < 0 && result != -Errno.EAGAIN.number()) {
                memory.removeWaiter();
                return result;
            }
        }
        return 0;
    }

    private long timeoutLeft() {
        if (timeout == null) {
            return 0;
        }
        long left = Math.max(0, deadline - System.nanoTime());
        timeout.bytes().putLong(ClockLayouts.TIMESPEC_SEC, left / NANOS);
        timeout.bytes().putLong(ClockLayouts.TIMESPEC_NSEC, left % NANOS);
        return timeout.address();
    }

    @Override
    public boolean returned(long result) {
        handler.done();
        return false;
    }

    @Override
    public void failed(int errno) {
        handler.notDone(SemaphoreErrors.waiting(name, errno));
    }

    @Override
    public void interrupted(@Nullable ErrnoException cause) {
        handler.notDone(cause);
    }

    @Override
    public void release() {
        // The memory is the semaphore's. That of the timeout is in use until here.
        if (timeout != null) {
            timeout.keepAlive();
        }
    }
}
