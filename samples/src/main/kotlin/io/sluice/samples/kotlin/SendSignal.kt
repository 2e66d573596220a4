@file:JvmName("SendSignal")

package io.sluice.samples.kotlin

import io.sluice.errno.ErrnoException
import io.sluice.signal.NoSuchSignalException
import io.sluice.signal.Signal
import io.sluice.signal.SignalTarget

/** Sends a signal by its name, with a value if there is one: `4711 RTMIN+3 42`. */
fun main(args: Array<String>) {
    if (args.size < 2) {
        println("arguments: PID SIGNAL [VALUE]")
        return
    }
    val pid = args[0].toLong()
    try {
        SignalTarget.open(pid).use { target ->
            val signal = Signal.named(args[1])
            val value = args.getOrNull(2)?.toInt()
            if (value == null) target.send(signal) else target.send(signal, value)
            println("$signal sent to process $pid")
        }
    } catch (unknown: NoSuchSignalException) {
        println(unknown.message)
    } catch (refused: ErrnoException) { // no such process, not permitted
        println(refused.message)
    }
}
