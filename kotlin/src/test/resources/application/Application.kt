package application

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** What an application does with sluice-kotlin. */
fun main(): Unit = runBlocking {
    val name = "/sluice-application-${ProcessHandle.current().pid()}"
    val created = newPosixQueue(name) {
        maxMessages = 2
        maxMessageSize = 64
    }
    created.use { queue ->
        try {
            val sender = PosixMqSender.create(queue).asSuspending()
            val sending = launch {
                sender.send("from Kotlin ${KotlinVersion.CURRENT}", timeout = 30.seconds, priority = 1)
                sender.send(PosixMessage.ofText("last"))
            }
            withTimeout(30.seconds) { println(PosixMqReceiver.create(queue).messages().first().text()) }
            sending.join()
        } finally {
            PosixMessageQueue.unlink(name)
        }
    }
}
