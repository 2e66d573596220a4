@file:JvmName("MarketData")

package io.sluice.samples.kotlin

import io.sluice.kotlin.awaitExit
import io.sluice.kotlin.messages
import io.sluice.reactor.process.Processes
import io.sluice.reactor.ring.RingReceiver
import io.sluice.ring.Ring
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.NamedRing
import io.sluice.samples.support.Tick
import io.sluice.samples.support.TickSummary
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val BARS = 20
private const val TICKS_OF_A_BAR = 1_000

/** Room for 512 ticks: each is a record of 24 bytes and a header of 8. */
private const val CAPACITY = 1 shl 14
private val WORK = 50.milliseconds
private val PATIENCE = 60.seconds

/**
 * A C program sends the ticks of a market through a ring, as fast as it can: `ticks.c`. This one makes twenty bars of a
 * thousand ticks and works on each for a while. Meanwhile the ring fills, and the C program waits for room.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    NamedRing.create("/sluice-market-${ProcessHandle.current().pid()}", CAPACITY).use { named ->
        CDaemon.start("ticks", "ring", named.name(), "${BARS * TICKS_OF_A_BAR}").use { market ->
            withTimeout(PATIENCE) {
                makeBars(named.ring())
                Processes.create().awaitExit(market.process())
            }
        }
    }
}

private suspend fun makeBars(ring: Ring) {
    ring.consumer().use { consumer ->
        val ticks = RingReceiver.create(consumer).messages()
        repeat(BARS) {
            // A collector takes the ticks that it wants, and the next one goes on behind them.
            val bar =
                ticks.take(TICKS_OF_A_BAR).fold(TickSummary.NONE) { sum, tick -> sum.plus(Tick.of(tick.payload())) }
            delay(WORK)
            println(
                "%d ticks up to %5d: low %s, high %s, volume %d; %5d of %d bytes in the ring"
                    .format(bar.ticks, bar.last, bar.low, bar.high, bar.volume, ring.status().usedBytes, CAPACITY)
            )
        }
    }
}
