@file:JvmName("ZeroWaiterExtensions")

package io.sluice.kotlin

import io.sluice.reactor.semaphore.ZeroWaiter
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Waits until a semaphore of the set is 0, no longer than a timeout. If it is 0 now, this returns, however short the
 * timeout. Cancelling the coroutine ends the wait.
 *
 * @param index the index of the semaphore, from 0
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.AcquireTimeoutException if it was not 0 in time (`ETIMEDOUT`)
 * @throws io.sluice.errno.ErrnoException as [ZeroWaiter.awaitZero] fails
 */
public suspend fun ZeroWaiter.awaitZero(index: Int, timeout: Duration) {
    awaitZero(index, timeout.toJavaDuration()).firstOrNull()
}
