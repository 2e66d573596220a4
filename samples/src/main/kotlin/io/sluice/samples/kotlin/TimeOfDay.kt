@file:JvmName("TimeOfDay")

package io.sluice.samples.kotlin

import io.sluice.kotlin.signals
import io.sluice.reactor.timerfd.TimerExpirations
import io.sluice.reactor.timerfd.TimerReceiver
import io.sluice.timerfd.ClockStep
import io.sluice.timerfd.TimerClock
import io.sluice.timerfd.TimerFd
import java.time.Duration
import java.time.LocalTime
import java.time.ZoneId
import java.time.ZonedDateTime
import java.time.temporal.ChronoUnit
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.runBlocking

/**
 * Every day at a time of the wall clock. The kernel follows the clock when somebody sets it, and tells so: then the
 * next time is reckoned again, as the step may have passed midnight, or gone back before a time that was over.
 *
 * Waits for the time of day that comes in two seconds; set the clock meanwhile to see it follow.
 */
fun main(): Unit = runBlocking {
    val zone = ZoneId.systemDefault()
    val time = LocalTime.now(zone).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS)
    println("waiting for $time")
    TimerFd.create(TimerClock.REALTIME).use { timer ->
        println("it is time; again at ${daily(timer, time, zone).first()}")
    }
}

/** Emits each day at that time when the next one will be. */
private fun daily(timer: TimerFd, time: LocalTime, zone: ZoneId): Flow<ZonedDateTime> = flow {
    timer.setToNext(time, zone)
    TimerReceiver.create(timer).signals().collect { signal ->
        val next = timer.setToNext(time, zone)
        if (signal is TimerExpirations) {
            emit(next)
        } else {
            println("the clock was set; now waiting until $next")
        }
    }
}

private fun TimerFd.setToNext(time: LocalTime, zone: ZoneId): ZonedDateTime {
    while (true) {
        val now = ZonedDateTime.now(zone)
        val today = now.with(time)
        val next = if (today.isAfter(now)) today else today.plusDays(1)
        if (!setAt(next.toInstant(), Duration.ZERO, ClockStep.REPORT).clockStepped()) {
            return next
        }
    }
}
