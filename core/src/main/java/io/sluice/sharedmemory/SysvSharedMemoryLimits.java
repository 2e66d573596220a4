package io.sluice.sharedmemory;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.Libc;

/**
 * The limits in force for System V shared memory in this IPC namespace. Without a setting, the first two are larger than any
 * machine's memory.
 *
 * <pre>{@code
 * System.out.println("there may be " + SysvSharedMemoryLimits.read().maxSegments() + " segments");
 * }</pre>
 *
 * @param maxSegmentSize how many bytes a segment may have ({@code SHMMAX}); {@link Long#MAX_VALUE} if it may have more than
 *     that
 * @param maxPages how many pages all segments may have together ({@code SHMALL}); {@link Long#MAX_VALUE} if they may have more
 *     than that
 * @param maxSegments how many segments the namespace may have ({@code SHMMNI})
 * @see "proc_sys_kernel(5)"
 */
public record SysvSharedMemoryLimits(long maxSegmentSize, long maxPages, int maxSegments) {
    /**
     * Reads the limits as they are now.
     *
     * @return the limits
     * @throws ErrnoException if this kernel was built without System V shared memory ({@code ENOSYS})
     * @see "shmctl(2)"
     */
    public static SysvSharedMemoryLimits read() {
        return new SegmentControl(Libc.get().sysvMemory()).limits();
    }
}
