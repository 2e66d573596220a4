@file:JvmName("TimerFdExtensions")

package io.sluice.kotlin

import io.sluice.errno.ClosedHandleException
import io.sluice.reactor.timerfd.TimerReceiver
import io.sluice.timerfd.TimerChange
import io.sluice.timerfd.TimerFd
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Waits until the timer has expired since it was read last. Steps of the wall clock are passed over.
 *
 * Cancelling the coroutine ends the wait and leaves the timer as it is. A number that was read and not returned goes to
 * Reactor's discard hook, as a [io.sluice.reactor.timerfd.TimerExpirations] (see [withDiscardHook]).
 *
 * @return how many times it has expired, 1 or more
 * @throws ClosedHandleException if the timer is closed, before or meanwhile (`EBADF`)
 * @see TimerReceiver.expirations
 */
public suspend fun TimerFd.awaitExpiration(): Long {
    val expirations = TimerReceiver.create(this).expirations().firstOrNull()
    return expirations?.count
        ?: throw ClosedHandleException("read", "${clock()} timer", "The timer was closed during the wait.")
}

/**
 * Makes it expire once, after a delay.
 *
 * @param delay zero or more
 * @return what was set before
 * @throws IllegalArgumentException if the delay is negative
 * @throws ClosedHandleException if the timer is closed (`EBADF`)
 * @see TimerFd.set
 */
public fun TimerFd.setAfter(delay: Duration): TimerChange = setAfter(delay.toJavaDuration())

/**
 * Makes it expire again and again, the first time after one period.
 *
 * @param period more than zero
 * @return what was set before
 * @throws IllegalArgumentException if the period is zero or negative
 * @throws ClosedHandleException if the timer is closed (`EBADF`)
 * @see TimerFd.set
 */
public fun TimerFd.setEvery(period: Duration): TimerChange = setEvery(period.toJavaDuration())
