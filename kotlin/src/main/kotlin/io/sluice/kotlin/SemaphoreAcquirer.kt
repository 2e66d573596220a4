@file:JvmName("SemaphoreAcquirerExtensions")

package io.sluice.kotlin

import io.sluice.errno.AcquireTimeoutException
import io.sluice.reactor.semaphore.Permit
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow

/**
 * Gives [SemaphoreAcquirer] to coroutines: where the Java class has a `Mono`, the functions of the result suspend.
 *
 * @return a view of this acquirer, which adds no state. Waits of both are in one order
 */
public fun SemaphoreAcquirer.asSuspending(): SuspendingSemaphoreAcquirer = SuspendingSemaphoreAcquirer(this)

/**
 * Acquires permits of a semaphore, and suspends until they are there. [asSuspending] makes one.
 *
 * @see SemaphoreAcquirer
 */
public class SuspendingSemaphoreAcquirer internal constructor(private val acquirer: SemaphoreAcquirer) {
    /**
     * Runs a block with a permit, and waits for the permit no longer than a timeout. The permit is given back when the
     * block returns, throws or is cancelled.
     *
     * Cancelling the coroutine while it waits gives up its place, and ends the wait in the kernel if nobody else waits
     * here. A permit that was taken at that moment is given back.
     *
     * @param timeout how long to wait for the permit, on the monotonic clock; [Duration.ZERO] to try once,
     *   [Duration.INFINITE] to wait without end. The block may take as long as it likes
     * @param block what to do with the permit
     * @return the result of the block
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.AcquireTimeoutException if no permit came in time (`ETIMEDOUT`)
     * @throws io.sluice.errno.ClosedHandleException if the semaphore's handle is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException as [SemaphoreAcquirer.acquire] and [Permit.release] fail. Where the block
     *   has thrown, or was cancelled, the error of the release is suppressed in that one
     */
    public suspend fun <T> withPermit(timeout: Duration = Duration.INFINITE, block: suspend () -> T): T {
        val permit = acquire(timeout)
        return AutoCloseable { permit.release() }.use { block() }
    }

    /**
     * Acquires a permit, and waits for it no longer than a timeout. If a permit is left, it is taken, however short the
     * timeout. The caller has to [release][Permit.release] it: use [withPermit] wherever you can. Cancel is as there.
     *
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @return the permit
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.AcquireTimeoutException if no permit came in time (`ETIMEDOUT`)
     * @throws io.sluice.errno.ClosedHandleException if the semaphore's handle is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException as [SemaphoreAcquirer.acquire] fails
     */
    public suspend fun acquire(timeout: Duration = Duration.INFINITE): Permit =
        checkNotNull(acquirer.acquire(timeout.toJavaDuration()).firstOrNull(Permit::release)) {
            "there is a permit or an error"
        }

    /**
     * Does the same, and returns null if no permit came in time.
     *
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once
     * @return the permit, which the caller has to release, or null
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.ErrnoException as for [acquire], except for the timeout
     */
    public suspend fun acquireOrNull(timeout: Duration): Permit? =
        try {
            acquire(timeout)
        } catch (_: AcquireTimeoutException) {
            null
        }

    /**
     * Acquires permits without end: other processes post, and each post is an element here. A permit is acquired when
     * the collector wants the next one, and not before.
     *
     * The collector [releases][Permit.release] each permit, unless it stands for something that is used up. Cancelling
     * the coroutine ends the wait. A permit that was taken at that moment, and that the collector has not seen, is
     * given back. Operators that keep elements, such as `buffer` and `flowOn`, may lose permits when they are
     * cancelled.
     *
     * @return the permits. It fails as [SemaphoreAcquirer.acquire] does
     * @see SemaphoreAcquirer.permits
     */
    public fun permits(): Flow<Permit> = acquirer.permits().asDemandFlow(buffer = 0, Permit::release)

    /** Says what the acquirer says. */
    override fun toString(): String = acquirer.toString()
}
