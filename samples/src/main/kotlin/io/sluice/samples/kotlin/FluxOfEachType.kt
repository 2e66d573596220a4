@file:JvmName("FluxOfEachType")

package io.sluice.samples.kotlin

import io.sluice.kotlin.messages
import io.sluice.kotlin.newSysvQueue
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.sysvipc.IpcKey
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private const val ALARM = 1L
private const val MEASUREMENT = 2L
private const val LOG = 3L

/**
 * One queue, many types, a flow each: the kernel does the sorting, and one that is slow holds up no other. Receives
 * three types of messages, each at its own pace.
 */
fun main(): Unit = runBlocking {
    newSysvQueue(IpcKey.PRIVATE).use { queue ->
        try {
            listOf(
                    SysvMessage.ofText(LOG, "started"),
                    SysvMessage.ofText(MEASUREMENT, "20.5"),
                    SysvMessage.ofText(LOG, "warming up"),
                    SysvMessage.ofText(MEASUREMENT, "97.1"),
                    SysvMessage.ofText(ALARM, "too hot"),
                    SysvMessage.ofText(LOG, "stopped"),
                )
                .forEach(queue::trySend)
            receive(SysvMqReceiver.create(queue))
        } finally {
            queue.remove() // a System V queue outlives its processes
        }
    }
}

private suspend fun receive(receiver: SysvMqReceiver) = coroutineScope {
    fun texts(type: Long) = receiver.messages(TypeSelector.only(type)).map { it.text() }

    launch { println("alarm: ${texts(ALARM).first()}") }
    launch { println("hottest: ${texts(MEASUREMENT).take(2).toList().maxOf { it.toDouble() }}") }
    launch { println("log: ${texts(LOG).take(3).onEach { delay(50.milliseconds) }.toList().joinToString()}") }
}
