@file:JvmName("PrintOrders")

package io.sluice.samples.kotlin

import io.sluice.kotlin.messages
import io.sluice.kotlin.posixQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

/** Works on one order a second. The other orders wait in the kernel's queue, and their sender waits when it is full. */
fun main(args: Array<String>): Unit = runBlocking {
    posixQueue(args.firstOrNull() ?: "/orders") { maxMessages = 10 }
        .use { queue ->
            PosixMqReceiver.create(queue).messages().collect { order ->
                delay(1.seconds)
                println("${order.priority()}: ${order.text()}")
            }
        }
}
