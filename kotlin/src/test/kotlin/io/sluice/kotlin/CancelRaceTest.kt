package io.sluice.kotlin

import io.sluice.epoll.EventLoop
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqNotifier
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqReceiverOptions
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import io.sluice.testing.LongTest
import io.sluice.testing.Pace
import io.sluice.testing.Queues
import io.sluice.testing.SysvTestQueues
import io.sluice.testing.TestQueues
import io.sluice.testing.Waiters
import java.nio.ByteBuffer
import java.util.SplittableRandom
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicIntegerArray
import kotlin.concurrent.thread
import kotlin.time.Duration
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

/** Cancel while messages arrive: each is seen by a coroutine, discarded or still queued, and that once. */
@LongTest
class CancelRaceTest {
    @JvmField @RegisterExtension val queues = TestQueues()
    @JvmField @RegisterExtension val sysvQueues = SysvTestQueues()

    private val seed = System.nanoTime()
    private val random = SplittableRandom(seed)
    private val timesSeen = AtomicIntegerArray(MOST_MESSAGES)
    private val received = AtomicInteger()
    private val discarded = AtomicInteger()

    @Test fun aFlowLosesNothing() = posixRace(20_000, 60_000) { messages().seen { it.payload() } }

    @Test fun aFlowWithABufferLosesNothing() = posixRace(20_000, 60_000) { messages(buffer = 4).seen { it.payload() } }

    @Test fun aFairFlowLosesNothing() = posixRace(3_000, 300_000, fair = true) { messages().seen { it.payload() } }

    @Test
    fun aNotifiedFlowLosesNothing() {
        val queue = queues.create(10, Int.SIZE_BYTES)
        val notifier = PosixMqNotifier.create(queue)
        posixRace(queue, 10_000, 120_000) { notifier.messages().seen { it.payload() } }
    }

    @Test fun receiveOrNullLosesNothing() = posixRace(20_000, 60_000) { again { receiveOrNull(it)?.payload() } }

    @Test
    fun aFairReceiveOrNullLosesNothing() =
        posixRace(3_000, 300_000, fair = true) { again { receiveOrNull(it)?.payload() } }

    @Test fun aSystemVFlowLosesNothing() = sysvRace(5_000, 150_000) { messages().seen { it.payload() } }

    @Test
    fun aSystemVFlowWithABufferLosesNothing() = sysvRace(5_000, 150_000) { messages(buffer = 4).seen { it.payload() } }

    @Test fun systemVReceiveOrNullLosesNothing() = sysvRace(5_000, 150_000) { again { receiveOrNull(it)?.payload() } }

    private fun posixRace(
        rounds: Int,
        mostNanos: Int,
        fair: Boolean = false,
        receiving: suspend PosixMqReceiver.() -> Unit,
    ) {
        val queue = queues.create(10, Int.SIZE_BYTES)
        val receiver = PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(fair))
        posixRace(queue, rounds, mostNanos) { receiver.receiving() }
    }

    private fun posixRace(queue: PosixMessageQueue, rounds: Int, mostNanos: Int, receiving: suspend () -> Unit) =
        race(rounds, mostNanos, { queue.trySend(PosixMessage.of(it)) }, { queue.tryReceive()?.payload() }, receiving)

    private fun sysvRace(rounds: Int, mostNanos: Int, receiving: suspend SysvMqReceiver.() -> Unit) {
        val queue = sysvQueues.create(10L * Int.SIZE_BYTES)
        val receiver = SysvMqReceiver.create(queue)
        val take = { queue.tryReceive(TypeSelector.any())?.payload() }
        race(rounds, mostNanos, { queue.trySend(SysvMessage.of(1, it)) }, take) { receiver.receiving() }
    }

    private fun race(
        rounds: Int,
        mostNanos: Int,
        send: (ByteArray) -> Boolean,
        take: () -> ByteArray?,
        receiving: suspend () -> Unit,
    ) {
        val feeder = Feeder(random.split(), mostNanos / 4, send)
        val pace = Pace(random.split(), mostNanos.toLong())
        runBlocking(Dispatchers.Default.withDiscardHook(::discard)) {
            val begun = TimeSource.Monotonic.markNow()
            for (round in 0 until rounds) {
                if (round >= FEWEST_ROUNDS && begun.elapsedNow() > MOST_TIME) break
                val before = received.get()
                val job = launch { receiving() }
                pace.spin()
                if (random.nextBoolean()) job.cancel()
                job.cancelAndJoin()
                pace.ended(received.get() > before)
            }
        }
        val sent = feeder.stop()
        Waiters.awaitBusy(0)
        Queues.passThrough(EventLoop.shared())
        var queued = 0
        for (payload in generateSequence(take)) {
            see(payload)
            queued++
        }
        val counts = "$sent sent = $received received + $discarded discarded + $queued queued, seed $seed"
        println(counts)
        assertThat(received.get() + discarded.get() + queued).`as`(counts).isEqualTo(sent)
        for (i in 0 until sent) {
            check(timesSeen[i] == 1) { "message $i came ${timesSeen[i]} times: $counts" }
        }
        assertThat(received.get()).`as`(counts).isPositive()
    }

    private suspend fun <T> Flow<T>.seen(payload: (T) -> ByteArray) = collect { receive(payload(it)) }

    /** With timeouts that are over now and then, which is not to lose anything either. */
    private suspend fun again(receive: suspend (Duration) -> ByteArray?) {
        val timeouts = synchronized(random) { random.split() }
        while (true) {
            receive(timeouts.nextInt(100_000).nanoseconds)?.let(::receive)
        }
    }

    private fun receive(payload: ByteArray) {
        see(payload)
        received.incrementAndGet()
    }

    private fun discard(message: Any) {
        see(if (message is PosixMessage) message.payload() else (message as SysvMessage).payload())
        discarded.incrementAndGet()
    }

    private fun see(payload: ByteArray) {
        timesSeen.incrementAndGet(ByteBuffer.wrap(payload).getInt())
    }

    /** Sends numbers, now as fast as it can and now one by one. */
    private class Feeder(pace: SplittableRandom, mostNanos: Int, send: (ByteArray) -> Boolean) {
        @Volatile private var stopped = false
        private var sent = 0
        private val thread =
            thread(name = "feeder") {
                while (!stopped && sent < MOST_MESSAGES) {
                    if (send(ByteBuffer.allocate(Int.SIZE_BYTES).putInt(sent).array())) {
                        sent++
                        if (pace.nextBoolean()) Pace.spin(pace.nextLong(mostNanos.toLong()))
                    } else {
                        Thread.yield() // whoever makes room may want this processor
                    }
                }
            }

        fun stop(): Int {
            stopped = true
            thread.join()
            return sent
        }
    }

    private companion object {
        const val MOST_MESSAGES = 4_000_000

        /** Rounds are as many as asked for on a machine that has time for them. */
        const val FEWEST_ROUNDS = 500
        val MOST_TIME = 4.seconds
    }
}
