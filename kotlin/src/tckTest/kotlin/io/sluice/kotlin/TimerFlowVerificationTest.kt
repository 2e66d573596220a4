package io.sluice.kotlin

import io.sluice.reactor.timerfd.TimerReceiver
import io.sluice.reactor.timerfd.TimerSignal
import io.sluice.timerfd.TimerClock
import io.sluice.timerfd.TimerFd
import kotlin.time.Duration.Companion.microseconds
import kotlinx.coroutines.flow.Flow

/** The rules of Reactive Streams for a publisher made from a flow of a timer's signals. */
class TimerFlowVerificationTest : FlowVerification<TimerSignal>() {
    override fun flowOf(elements: Long): Flow<TimerSignal> {
        val timer = queues.closing(TimerFd.create(TimerClock.MONOTONIC))
        timer.setEvery(20.microseconds)
        return TimerReceiver.create(timer).signals().limitedTo(elements)
    }
}
