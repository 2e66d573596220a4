@file:JvmName("CatchSignals")

package io.sluice.samples.kotlin

import io.sluice.kotlin.signals
import io.sluice.kotlin.ticks
import io.sluice.reactor.signal.SignalReceiver
import io.sluice.reactor.timerfd.Timers
import io.sluice.signal.Signal
import io.sluice.signal.SignalCapture
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private val TICK = 1.seconds

/**
 * Catches signals by their names, such as `USR1 RTMIN+3`, while a timer ticks, until the third signal of the first
 * name.
 */
fun main(args: Array<String>): Unit = runBlocking {
    val signals = args.ifEmpty { arrayOf("USR1", "RTMIN+3") }.map(Signal::named)
    val last = signals.first()
    val receiver = SignalReceiver.create(SignalCapture.of(signals))
    println("process ${ProcessHandle.current().pid()} ends at the third $last")

    val ticking = launch { Timers.create().ticks(TICK).collect { println("tick") } }
    receiver
        .signals()
        .onEach {
            val signal = it.signal()
            println("$signal (${signal.description()}) from process ${it.senderPid()}, value ${it.value()}")
        }
        .filter { it.signal() == last }
        .take(3)
        .collect()
    ticking.cancel()
}
