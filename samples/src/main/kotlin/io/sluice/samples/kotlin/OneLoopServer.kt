@file:JvmName("OneLoopServer")

package io.sluice.samples.kotlin

import io.sluice.kotlin.messages
import io.sluice.kotlin.newPosixQueue
import io.sluice.kotlin.newSysvQueue
import io.sluice.kotlin.ticks
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.reactor.timerfd.TimerExpirations
import io.sluice.reactor.timerfd.Timers
import io.sluice.sysvipc.IpcKey
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.SysvMessageQueue
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.merge
import kotlinx.coroutines.runBlocking

internal const val SERVER_NAME = "/sluice-server"

/** The System V queue has a number where the other has a name. */
internal fun serverKey(name: String): IpcKey = IpcKey.of(name.hashCode())

/**
 * The life of a server: it creates its queues at start-up, receives from both in one loop beside a timer, and closes
 * and removes them at shutdown, as by Ctrl-C. `OneLoopClient` is a client of it.
 */
fun main(args: Array<String>): Unit = runBlocking { serve(args.firstOrNull() ?: SERVER_NAME) }

private suspend fun serve(name: String) {
    val queue = newPosixQueue(name) { maxMessages = 10 }
    try {
        newSysvQueue(serverKey(name)).use { older ->
            try {
                println("serving $name and key ${older.key()}")
                loop(queue, older)
            } finally {
                older.remove()
            }
        }
    } finally {
        queue.close()
        PosixMessageQueue.unlink(name)
        println("closed and removed")
    }
}

private suspend fun loop(queue: PosixMessageQueue, older: SysvMessageQueue) {
    val receiver = PosixMqReceiver.create(queue)
    val olderReceiver = SysvMqReceiver.create(older)
    val timers = Timers.create()
    atShutdown {
        receiver.stop()
        olderReceiver.stop()
        timers.stop()
    }
    var served = 0 // the loop has one thing at a time, so this needs no lock
    merge(receiver.messages(), olderReceiver.messages(), timers.ticks(1.seconds))
        .buffer(Channel.RENDEZVOUS) // merge would take 64 messages ahead
        .collect { event ->
            when (event) {
                is PosixMessage -> println("POSIX, priority ${event.priority()}: ${event.text()}").also { served++ }
                is SysvMessage -> println("System V, type ${event.type()}: ${event.text()}").also { served++ }
                is TimerExpirations -> println("served so far: $served")
            }
        }
}

/** Stops the receivers and waits for this thread: when its hooks have ended, the JVM is gone. */
private fun atShutdown(stop: () -> Unit) {
    val serving = Thread.currentThread()
    val hook =
        thread(start = false) {
            stop()
            serving.join()
        }
    Runtime.getRuntime().addShutdownHook(hook)
}
