/**
 * Shared memory of both kinds. POSIX: {@link io.sluice.sharedmemory.SharedMemory} is an object with a name, made and opened by
 * its {@link io.sluice.sharedmemory.SharedMemoryBuilder builder}. C programs have it by {@code shm_open}.
 *
 * <p>System V: {@link io.sluice.sharedmemory.SysvSharedMemory} is a segment under a key, made and opened by its {@link
 * io.sluice.sharedmemory.SysvSharedMemoryBuilder builder}. C programs have it by {@code shmget}.
 *
 * <p>Imports {@code io.sluice.mapping}, {@code io.sluice.files}, {@code io.sluice.sysvipc}, {@code io.sluice.blocking} and below,
 * and no other kind.
 */
@NullMarked
package io.sluice.sharedmemory;

import org.jspecify.annotations.NullMarked;
