package io.sluice.semaphore;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore set as it was at one moment. Times have a resolution of one second.
 *
 * <pre>{@code
 * SysvSemaphoreStatus now = set.status();
 * System.out.println(now.size() + " semaphores, " + now.permissions());
 * }</pre>
 *
 * @param id the identifier
 * @param key the key; {@link IpcKey#PRIVATE} if it has none
 * @param permissions owner, creator and mode
 * @param size how many semaphores it has ({@code sem_nsems})
 * @param lastOperationTime the time of the last operation ({@code sem_otime}); null if there was none yet
 * @param changeTime the time at which the set was created, or its values or permissions were last set
 * @see "semctl(2)"
 */
public record SysvSemaphoreStatus(
        int id,
        IpcKey key,
        IpcPermissions permissions,
        int size,
        @Nullable Instant lastOperationTime,
        Instant changeTime) {
    /**
     * Whether anybody has operated on the set. A creator does so when the set has its values. Until then, another process
     * that finds the set does not know whether its values are those that it will have.
     *
     * @return false if the set may still be without its values
     */
    public boolean isInitialized() {
        return lastOperationTime != null;
    }
}
