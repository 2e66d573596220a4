package io.sluice.kotlin

import io.sluice.reactor.QueuePublisherVerification
import io.sluice.reactor.TimerReceiver
import io.sluice.reactor.TimerSignal
import io.sluice.timerfd.TimerClock
import io.sluice.timerfd.TimerFd
import kotlin.time.Duration.Companion.microseconds
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher

/** The rules of Reactive Streams for a publisher made from a flow of a timer's signals. */
class TimerFlowVerificationTest : QueuePublisherVerification<TimerSignal>() {
    override fun createPublisher(elements: Long): Publisher<TimerSignal> {
        val timer = queues.closing(TimerFd.create(TimerClock.MONOTONIC))
        timer.setEvery(20.microseconds)
        return TimerReceiver.create(timer).signals().limitedTo(elements).asFlux()
    }

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    override fun createFailedPublisher(): Publisher<TimerSignal>? = null
}
