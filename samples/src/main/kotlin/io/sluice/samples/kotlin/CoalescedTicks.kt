@file:JvmName("CoalescedTicks")

package io.sluice.samples.kotlin

import io.sluice.kotlin.awaitExpiration
import io.sluice.kotlin.setEvery
import io.sluice.timerfd.TimerClock
import io.sluice.timerfd.TimerFd
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

private val PERIOD = 10.milliseconds
private val WORK = 100.milliseconds

/**
 * Ticks for a consumer that is too slow: a loop of `delay` does not know what it missed; a kernel timer counts it.
 * Works 100 ms on each tick of 10 ms.
 */
fun main(): Unit = runBlocking {
    repeat(5) {
        delay(PERIOD)
        println("delay            a tick, and nobody knows how many were missed")
        delay(WORK)
    }

    TimerFd.create(TimerClock.MONOTONIC).use { timer ->
        timer.setEvery(PERIOD)
        repeat(5) {
            println("awaitExpiration  ${timer.awaitExpiration()} since the last one")
            delay(WORK)
        }
    }
}
