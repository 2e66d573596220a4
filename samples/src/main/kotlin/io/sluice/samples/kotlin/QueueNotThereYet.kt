@file:JvmName("QueueNotThereYet")

package io.sluice.samples.kotlin

import io.sluice.errno.Errno
import io.sluice.errno.ErrnoException
import io.sluice.kotlin.messages
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixAccess
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.retryWhen
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private val PAUSE = 100.milliseconds

/** Opens the queue at each collection, and closes it when that ends. */
private fun messages(name: String): Flow<PosixMessage> = flow {
    PosixMessageQueue.open(name, PosixAccess.READ).use { queue -> emitAll(PosixMqReceiver.create(queue).messages()) }
}

/** The other side, which as a rule is another process: it makes its queue and sends to it. */
private fun startOwner(name: String) {
    newPosixQueue(name) { maxMessages = 10 }
        .use { queue ->
            println("the owner has made it")
            queue.trySend(PosixMessage.ofText("welcome"))
        }
}

/**
 * The owner of a queue may start later: `retryWhen` tries again, for as long as it is this and no other error. Receives
 * from a queue that is made half a second later.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-later-${ProcessHandle.current().pid()}"
    launch {
        delay(PAUSE * 5)
        startOwner(name)
    }
    val first =
        messages(name)
            .retryWhen { failure, _ ->
                println(failure.message)
                delay(PAUSE)
                failure is ErrnoException && failure.errno() == Errno.ENOENT
            }
            .first()
    PosixMessageQueue.unlink(name) // it is there now
    println("received ${first.text()}")
}
