@file:JvmName("DrainOnShutdown")

package io.sluice.samples.kotlin

import io.sluice.kotlin.messages
import io.sluice.kotlin.messagesUntilEmpty
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqReceiver
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlin.system.exitProcess
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private val WORK = 50.milliseconds
private val LONGEST = 20.seconds

/**
 * At shutdown nobody finds the queue any more, and what is in it is worked on before the JVM ends. Ends while there are
 * messages in its queue; `exitProcess` does what Ctrl-C and SIGTERM do.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-drain-${ProcessHandle.current().pid()}"
    val queue =
        newPosixQueue(name) {
            maxMessages = 10
            whenUnlinked = WhenUnlinked.GO_ON // it is unlinked below, on purpose
        }
    val receiver = PosixMqReceiver.create(queue)
    val done = AtomicInteger()
    val threeAreDone = CompletableDeferred<Unit>()

    suspend fun work(message: PosixMessage) {
        delay(WORK)
        println("done with ${message.text()}")
        if (done.incrementAndGet() == 3) threeAreDone.complete(Unit)
    }

    val working =
        launch(Dispatchers.Default) {
            receiver.messages().collect { work(it) } // to the stop
            PosixMqReceiver.create(queue).messagesUntilEmpty().collect { work(it) } // what is still in the queue
        }

    val shutdown =
        thread(start = false) {
            PosixMessageQueue.unlink(name)
            println("shutting down")
            receiver.stop()
            // A sender that has the queue open may go on sending: this is how long its messages are received.
            runBlocking { withTimeout(LONGEST) { working.join() } }
            println("the queue is empty after ${done.get()} messages")
            queue.close()
        }
    Runtime.getRuntime().addShutdownHook(shutdown)

    (1..8).forEach { i -> queue.trySend(PosixMessage.ofText("message $i")) }
    threeAreDone.await()
    exitProcess(0)
}
