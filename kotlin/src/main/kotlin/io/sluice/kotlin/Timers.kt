@file:JvmName("TimersExtensions")

package io.sluice.kotlin

import io.sluice.reactor.timerfd.TimerExpirations
import io.sluice.reactor.timerfd.Timers
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow

/**
 * Ticks without end, the first one after one period. Each collector has a kernel timer of its own, which is closed when
 * the collection ends. A collector that is too slow gets the number of those it missed.
 *
 * @param period more than zero; longer than 292 years is clipped to that
 * @return the ticks; it fails as [Timers.every] does
 * @throws IllegalArgumentException if the period is zero or negative
 * @see Timers.every
 */
public fun Timers.ticks(period: Duration): Flow<TimerExpirations> =
    every(period.toJavaDuration()).asDemandFlow(buffer = 0)
