@file:JvmName("NotifyAndDrain")

package io.sluice.samples.kotlin

import io.sluice.kotlin.arrivals
import io.sluice.kotlin.messagesUntilEmpty
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqNotifier
import io.sluice.reactor.mqueue.PosixMqReceiver
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

private val BURST = listOf("three", "four", "five")

/**
 * Notified of a message by `mq_notify`, it takes everything: the kernel notifies once, when the empty queue gets a
 * message, and says nothing of those behind it. Takes two messages that are there, and three that come when the queue
 * is empty.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-notify-${ProcessHandle.current().pid()}"
    newPosixQueue(name) {
            maxMessages = 10
            whenUnlinked = WhenUnlinked.GO_ON
        }
        .use { queue ->
            PosixMessageQueue.unlink(name) // it lives until it is closed, so nothing is left however this ends
            val receiver = PosixMqReceiver.create(queue)
            queue.trySend(PosixMessage.ofText("one"))
            queue.trySend(PosixMessage.ofText("two"))

            PosixMqNotifier.create(queue)
                .arrivals()
                .onEach { println("notified") }
                .map { receiver.messagesUntilEmpty().map { it.text() }.toList() }
                .onEach { taken ->
                    println("took $taken")
                    if ("two" in taken) {
                        BURST.forEach { text -> queue.trySend(PosixMessage.ofText(text)) }
                    }
                }
                .first { taken -> "five" in taken }
        }
}
