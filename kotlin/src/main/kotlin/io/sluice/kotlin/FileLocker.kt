@file:JvmName("FileLockerExtensions")

package io.sluice.kotlin

import io.sluice.errno.AcquireTimeoutException
import io.sluice.lock.LockMode
import io.sluice.lock.LockRange
import io.sluice.reactor.lock.FileLocker
import io.sluice.reactor.lock.HeldLock
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Gives [FileLocker] to coroutines: where the Java class has a `Mono`, the functions of the result suspend.
 *
 * @return a view of this locker, which adds no state. Waits of both are in one order
 */
public fun FileLocker.asSuspending(): SuspendingFileLocker = SuspendingFileLocker(this)

/**
 * Acquires locks of a file, and suspends until they are there. [asSuspending] makes one.
 *
 * @see FileLocker
 */
public class SuspendingFileLocker internal constructor(private val locker: FileLocker) : AutoCloseable {
    /**
     * Runs a block with a lock, and waits for the lock no longer than a timeout. The lock is given back when the block
     * returns, throws or is cancelled.
     *
     * Cancelling the coroutine while it waits gives up its place, and ends the wait in the kernel if nobody else waits
     * here. A lock that was acquired at that moment is given back.
     *
     * The kernel finds no deadlock of these locks, so prefer a timeout.
     *
     * @param mode shared or exclusive
     * @param range the bytes; [LockRange.whole] for [io.sluice.lock.LockKind.FLOCK]
     * @param timeout how long to wait for the lock, on the monotonic clock; [Duration.ZERO] to try once,
     *   [Duration.INFINITE] to wait without end. The block may take as long as it likes
     * @param block what to do with the lock
     * @return the result of the block
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.AcquireTimeoutException if no lock came in time (`ETIMEDOUT`); the message has who holds
     *   it
     * @throws io.sluice.errno.ClosedHandleException if the locker is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException as [FileLocker.lock] fails
     */
    public suspend fun <T> withLock(
        mode: LockMode,
        range: LockRange,
        timeout: Duration = Duration.INFINITE,
        block: suspend () -> T,
    ): T {
        val lock = lock(mode, range, timeout)
        return AutoCloseable { lock.release() }.use { block() }
    }

    /**
     * Acquires a lock, and waits for it no longer than a timeout. If it is free, it is acquired, however short the
     * timeout. The caller has to [release][HeldLock.release] it: use [withLock] wherever you can. Cancel is as there.
     *
     * @param mode shared or exclusive
     * @param range the bytes; [LockRange.whole] for [io.sluice.lock.LockKind.FLOCK]
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @return the lock
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.AcquireTimeoutException if no lock came in time (`ETIMEDOUT`); the message has who holds
     *   it
     * @throws io.sluice.errno.ClosedHandleException if the locker is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException as [FileLocker.lock] fails
     */
    public suspend fun lock(mode: LockMode, range: LockRange, timeout: Duration = Duration.INFINITE): HeldLock =
        checkNotNull(locker.lock(mode, range, timeout.toJavaDuration()).firstOrNull(HeldLock::release)) {
            "there is a lock or an error"
        }

    /**
     * Does the same, and returns null if no lock came in time.
     *
     * @param mode shared or exclusive
     * @param range the bytes; [LockRange.whole] for [io.sluice.lock.LockKind.FLOCK]
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once
     * @return the lock, which the caller has to release, or null
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.ErrnoException as for [lock], except for the timeout
     */
    public suspend fun lockOrNull(mode: LockMode, range: LockRange, timeout: Duration): HeldLock? =
        try {
            lock(mode, range, timeout)
        } catch (_: AcquireTimeoutException) {
            null
        }

    /** Closes the locker. */
    override fun close(): Unit = locker.close()

    /** Says what the locker says. */
    override fun toString(): String = locker.toString()
}
