@file:JvmName("TimedSend")

package io.sluice.samples.kotlin

import io.sluice.errno.SendTimeoutException
import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messagesUntilEmpty
import io.sluice.kotlin.newPosixQueue
import io.sluice.kotlin.receiveOrNull
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/**
 * A send that waits for room, but not for ever. It has one outcome: what timed out was not sent and never will be.
 * Sends to a full queue: once until the time is over, once until there is room.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-timed-send-${ProcessHandle.current().pid()}"
    newPosixQueue(name) {
            maxMessages = 1
            whenUnlinked = WhenUnlinked.GO_ON
        }
        .use { queue ->
            PosixMessageQueue.unlink(name) // it lives until it is closed, so nothing is left however this ends
            val sender = PosixMqSender.create(queue).asSuspending()
            val receiver = PosixMqReceiver.create(queue)

            sender.send("one", Duration.INFINITE)
            println("one: sent, and the queue of 1 is full")

            try {
                sender.send("two", 300.milliseconds)
            } catch (e: SendTimeoutException) {
                println("two: ${e.message}")
            }

            val receiving = launch {
                delay(200.milliseconds)
                println("${receiver.receiveOrNull(Duration.INFINITE)?.text()}: received")
            }
            sender.send("three", 5.seconds)
            println("three: sent, as soon as there was room")
            receiving.join()

            receiver.messagesUntilEmpty().collect { message ->
                println("${message.text()}: received, and two never came")
            }
        }
}
