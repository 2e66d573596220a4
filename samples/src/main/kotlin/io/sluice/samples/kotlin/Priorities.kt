@file:JvmName("Priorities")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messagesUntilEmpty
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import kotlin.time.Duration
import kotlinx.coroutines.runBlocking

/** The kernel keeps a queue in order: the highest priority first, and the oldest first among equals. */
fun main(): Unit = runBlocking {
    val name = "/sluice-priorities-${ProcessHandle.current().pid()}"
    newPosixQueue(name) {
            maxMessages = 10
            whenUnlinked = WhenUnlinked.GO_ON
        }
        .use { queue ->
            PosixMessageQueue.unlink(name) // it lives until it is closed, so nothing is left however this ends
            val sender = PosixMqSender.create(queue).asSuspending()
            val receiver = PosixMqReceiver.create(queue)

            val messages =
                listOf(
                    PosixMessage.ofText("first of the fives", 5),
                    PosixMessage.ofText("the ten", 10),
                    PosixMessage.ofText("second of the fives", 5),
                    PosixMessage.ofText("the three", 3),
                    PosixMessage.ofText("the seven", 7),
                )
            for (message in messages) {
                println("sent      ${line(message)}")
                sender.send(message, Duration.INFINITE)
            }

            receiver.messagesUntilEmpty().collect { message -> println("received  ${line(message)}") }
        }
}

private fun line(message: PosixMessage) = "%2d  %s".format(message.priority(), message.text())
