@file:JvmName("QueueNotThereYet")

package io.sluice.samples.kotlin

import io.sluice.kotlin.messages
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.NamedPosixMqReceiver
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private val PAUSE = 500.milliseconds

/** The other side, which as a rule is another process: it makes its queue anew and sends to it. */
private fun startOwner(name: String, start: Int) {
    if (start > 1) PosixMessageQueue.unlink(name)
    newPosixQueue(name) { maxMessages = 10 }
        .use { queue ->
            println("the owner has made it")
            queue.trySend(PosixMessage.ofText("welcome $start"))
        }
}

/**
 * The owner of a queue may start later, and start anew: a receiver by name waits for the queue, and for the next one.
 * Receives from a queue that is made half a second later, and from the one that takes its place.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-later-${ProcessHandle.current().pid()}"
    launch {
        for (start in 1..2) {
            delay(PAUSE)
            startOwner(name, start)
        }
    }
    NamedPosixMqReceiver.create(name).messages().take(2).collect { println("received ${it.text()}") }
    PosixMessageQueue.unlink(name)
}
