package io.sluice.semaphore;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.Libc;

/**
 * The limits in force for System V semaphores in this IPC namespace, as {@code /proc/sys/kernel/sem} has them.
 *
 * <pre>{@code
 * System.out.println("one call may have " + SysvSemaphoreLimits.read().maxOperations() + " operations");
 * }</pre>
 *
 * @param maxSetSize how many semaphores a set may have ({@code SEMMSL})
 * @param maxSemaphores how many semaphores all sets may have together ({@code SEMMNS})
 * @param maxOperations how many operations one call may have ({@code SEMOPM})
 * @param maxSets how many sets the namespace may have ({@code SEMMNI})
 * @param maxValue the greatest value of a semaphore ({@code SEMVMX}), which cannot be changed
 * @see "proc_sys_kernel(5)"
 */
public record SysvSemaphoreLimits(int maxSetSize, int maxSemaphores, int maxOperations, int maxSets, int maxValue) {
    /**
     * Reads the limits as they are now.
     *
     * @return the limits
     * @throws ErrnoException if this kernel was built without System V semaphores ({@code ENOSYS})
     * @see "semctl(2)"
     */
    public static SysvSemaphoreLimits read() {
        return new SetControl(Libc.get().sysvSemaphores()).limits();
    }
}
