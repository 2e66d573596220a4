@file:JvmName("Backpressure")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.measureTime
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private const val MESSAGES = 30
private val WORK = 50.milliseconds

/**
 * A slow collector holds a fast sender back through the kernel: neither side keeps a buffer of its own. Sends as fast
 * as it goes what is received at 20 messages a second.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-backpressure-${ProcessHandle.current().pid()}"
    newPosixQueue(name) {
            maxMessages = 10
            whenUnlinked = WhenUnlinked.GO_ON
        }
        .use { queue ->
            PosixMessageQueue.unlink(name) // it lives until it is closed, so nothing is left however this ends
            var sent = 0 // both coroutines run on this thread

            val receiving = launch {
                // The flow takes a message when the one before is done with, and never ahead.
                PosixMqReceiver.create(queue).messages().take(MESSAGES).collect { message ->
                    delay(WORK)
                    println(
                        "done with %-10s  %2d in the queue of %d, %2d sent"
                            .format(message.text(), queue.attributes().currentMessages(), queue.maxMessages(), sent)
                    )
                }
            }

            val sender = PosixMqSender.create(queue).asSuspending()
            val took = measureTime {
                for (i in 1..MESSAGES) {
                    sender.send("message $i", Duration.INFINITE)
                    sent++
                }
            }
            receiving.join()
            println("the sender was done after ${took.inWholeMilliseconds} ms, nearly all of it waiting")
        }
}
