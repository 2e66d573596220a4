@file:JvmName("QueueOrRing")

package io.sluice.samples.kotlin

import io.sluice.kotlin.awaitExit
import io.sluice.kotlin.messages
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.process.Processes
import io.sluice.reactor.ring.RingReceiver
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.NamedQueue
import io.sluice.samples.support.NamedRing
import io.sluice.samples.support.Tick
import io.sluice.samples.support.TickSummary
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTimedValue
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val TICKS = 500_000

/** So many messages are taken ahead, or each one would be handed over from thread to thread by itself. */
private const val BUFFER = 256
private val PATIENCE = 50.seconds

/**
 * The same pipeline over a POSIX message queue and over a ring, fed by the same C program: `ticks.c`. Receives half a
 * million ticks over each, and prints how many messages a second there were.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    val name = "/sluice-ticks-${ProcessHandle.current().pid()}"
    NamedQueue.create(name, 10).use { named ->
        measure("queue", name, PosixMqReceiver.create(named.queue()).messages(BUFFER).map { it.payload() })
    }
    NamedRing.create(name, 1 shl 20).use { named ->
        named.ring().consumer().use { consumer ->
            measure("ring", name, RingReceiver.create(consumer).messages(BUFFER).map { it.payload() })
        }
    }
}

private suspend fun measure(kind: String, name: String, structs: Flow<ByteArray>) {
    CDaemon.start("ticks", kind, name, "$TICKS").use { market ->
        withTimeout(PATIENCE) {
            val (sum, time) = measureTimedValue { pipeline(structs) }
            val rate = (sum.ticks / time.toDouble(SECONDS)).toLong()
            println("%5s: %d ticks, volume %d, %d messages a second".format(kind, sum.ticks, sum.volume, rate))
            Processes.create().awaitExit(market.process())
        }
    }
}

private suspend fun pipeline(structs: Flow<ByteArray>): TickSummary =
    structs.take(TICKS).map(Tick::of).fold(TickSummary.NONE, TickSummary::plus)
