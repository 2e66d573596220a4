package io.sluice.kotlin

import io.sluice.mqueue.PosixAccess
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.timerfd.TimerFd
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** The Kotlin of README.md, which a test of the samples compares with this file. */
internal suspend fun readmeSnippet(timer: TimerFd, work: (PosixMessage) -> PosixMessage) {
    val orders = PosixMqReceiver.create(PosixMessageQueue.open("/orders", PosixAccess.READ))
    val answers = PosixMqSender.create(posixQueue("/answers") { maxMessages = 10 }).asSuspending()
    orders.messages().collect { order -> // takes the next one when this block is done with the last
        answers.send(work(order), timeout = 2.seconds)
    }
    val order: PosixMessage? = orders.receiveOrNull(500.milliseconds)
    val missed: Long = timer.awaitExpiration()

    println("$order after $missed")
}
