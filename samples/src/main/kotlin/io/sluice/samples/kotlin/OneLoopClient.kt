@file:JvmName("OneLoopClient")

package io.sluice.samples.kotlin

import io.sluice.errno.ErrnoException
import io.sluice.kotlin.asSuspending
import io.sluice.mqueue.PosixAccess
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.reactor.sysvmsg.SysvMqSender
import io.sluice.sysvmsg.SysvAccess
import io.sluice.sysvmsg.SysvMessageQueue
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking

private val PATIENCE = 2.seconds

/** A client of `OneLoopServer`, to be started in another terminal: it opens both queues, sends, and closes. */
fun main(args: Array<String>): Unit = runBlocking {
    val name = args.firstOrNull() ?: SERVER_NAME
    try {
        PosixMessageQueue.open(name, PosixAccess.WRITE).use { queue ->
            PosixMqSender.create(queue).asSuspending().send("how do you do", PATIENCE, priority = 7)
        }
        SysvMessageQueue.open(serverKey(name), SysvAccess.WRITE).use { older ->
            SysvMqSender.create(older).asSuspending().send(3, "and you", PATIENCE)
        }
        println("sent two messages")
    } catch (e: ErrnoException) {
        println("is the server there? ${e.message}")
    }
}
