@file:JvmName("FtokKey")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.kotlin.messagesUntilEmpty
import io.sluice.kotlin.newSysvQueue
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.reactor.sysvmsg.SysvMqSender
import io.sluice.sysvipc.IpcKey
import io.sluice.sysvmsg.SysvAccess
import io.sluice.sysvmsg.SysvMessageQueue
import io.sluice.sysvmsg.TypeSelector
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteExisting
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking

private const val PROJECT = 'A'.code
private val PATIENCE = 2.seconds

/**
 * Two sides that know the same file find the same System V queue, and the receiver chooses messages by their type.
 * Sends four messages under the key of a file, and receives them by type.
 */
fun main(): Unit = runBlocking {
    val file = createTempFile("sluice-", ".lock") // a daemon has one of its own, such as /run/daemon.lock
    try {
        newSysvQueue(IpcKey.ofPath(file, PROJECT)).use { queue ->
            try {
                send(IpcKey.ofPath(file, PROJECT))
                receive(SysvMqReceiver.create(queue))
            } finally {
                queue.remove() // a System V queue outlives its processes
            }
        }
    } finally {
        file.deleteExisting()
    }
}

/** The other side, which as a rule is another process: in C, `msgget(ftok(file, 'A'), 0)`. */
private suspend fun send(key: IpcKey) {
    SysvMessageQueue.open(key, SysvAccess.WRITE).use { queue ->
        val sender = SysvMqSender.create(queue).asSuspending()
        sender.send(3, "a three", PATIENCE)
        sender.send(2, "the two", PATIENCE)
        sender.send(1, "the one", PATIENCE)
        sender.send(3, "another three", PATIENCE)
    }
}

private suspend fun receive(receiver: SysvMqReceiver) {
    println("only 3: ${receiver.messages(TypeSelector.only(3)).first().text()}")
    receiver.messagesUntilEmpty(TypeSelector.upTo(2)).collect { message -> println("up to 2: ${message.text()}") }
    receiver.messagesUntilEmpty().collect { message -> println("any: ${message.text()}") }
}
