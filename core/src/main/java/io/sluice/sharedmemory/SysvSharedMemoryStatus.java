package io.sluice.sharedmemory;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it was at one moment. Times have a resolution of one second.
 *
 * <pre>{@code
 * SysvSharedMemoryStatus now = segment.status();
 * System.out.println(now.size() + " bytes, attached " + now.attachCount() + " times, " + now.permissions());
 * }</pre>
 *
 * @param id the identifier
 * @param key the key; {@link IpcKey#PRIVATE} if it has none, or was removed
 * @param permissions owner, creator and mode
 * @param size how many bytes it has ({@code shm_segsz})
 * @param attachCount how many times it is attached now, in all processes ({@code shm_nattch})
 * @param creator the id of the process that created it ({@code shm_cpid}); 0 if that is in another namespace
 * @param lastProcess the id of the process that attached or detached it last ({@code shm_lpid}); 0 if none has, or that is in
 *     another namespace
 * @param lastAttachTime the time at which it was last attached; null if it never was
 * @param lastDetachTime the time at which it was last detached; null if it never was
 * @param changeTime the time at which it was created, or its permissions were last set
 * @param markedForDestruction whether it was removed, and exists only because it is still attached ({@code SHM_DEST})
 * @see "shmctl(2)"
 */
public record SysvSharedMemoryStatus(
        int id,
        IpcKey key,
        IpcPermissions permissions,
        long size,
        long attachCount,
        int creator,
        int lastProcess,
        @Nullable Instant lastAttachTime,
        @Nullable Instant lastDetachTime,
        Instant changeTime,
        boolean markedForDestruction) {}
