package io.sluice.semaphore;

import io.sluice.blocking.HandledCall;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;
import io.sluice.time.Timespec;
import io.sluice.time.WaitTimeout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One wait for a semaphore, as {@code sem_wait} does it: as a waiter, until the value is not 0. */
final class SemaphoreWait extends HandledCall {
    private final FutexCalls futexes = Libc.get().futexes();
    private final SemaphoreHandle handle;
    private final String name;
    private final SemaphoreMemory memory;
    private final WaitTimeout timeout;
    private final Timespec timespec = new Timespec();

    /** With how long to wait at the most; null to wait without end. */
    SemaphoreWait(
            SemaphoreHandle handle,
            String name,
            SemaphoreMemory memory,
            @Nullable Duration timeout,
            WaitHandler handler) {
        super("sem_wait", handler);
        this.handle = handle;
        this.name = name;
        this.memory = memory;
        this.timeout = new WaitTimeout(timeout);
    }

    @Override
    public long call() {
        if (!handle.acquire()) {
            return -Errno.EBADF.number();
        }
        try {
            // Where another process has cut the file off, to look at the memory could end the JVM.
            return handle.isWhole() ? take() : -Errno.EFAULT.number();
        } catch (InternalError gone) {
            return -Errno.EFAULT.number();
        } catch (ErrnoException gone) {
            return -gone.errnoNumber(); // of a word in memory
        } catch (IllegalStateException closed) {
            return -Errno.EBADF.number();
        } finally {
            handle.release();
        }
    }

    private long take() {
        return memory.tryTake() ? 0 : takeAsWaiter();
    }

    private long takeAsWaiter() {
        memory.addWaiter();
        while (!memory.tryTakeAsWaiter()) {
            int result = memory.await(futexes, timespec.of(timeout.left()));
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

    @Override
    public ErrnoException failure(int errno) {
        return memory instanceof SemaphoreInMemory && errno == Errno.EFAULT.number()
                ? SemaphoreErrors.cutMemory(name)
                : SemaphoreErrors.waiting(name, errno);
    }

    @Override
    public void release() {
        // The memory is the semaphore's. The timespec is in use until here.
        timespec.keepAlive();
    }
}
