package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.reactor.sysvmsg.SysvMqSender
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import io.sluice.testing.LongTest
import io.sluice.testing.Pace
import io.sluice.testing.Queues
import io.sluice.testing.SysvTestQueues
import io.sluice.testing.TestQueues
import io.sluice.testing.Waiters
import java.util.SplittableRandom
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.time.Duration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

/** Cancel a send at any moment: what the kernel has when the coroutine has ended is all that it will ever have. */
@LongTest
class SendRaceTest {
    @JvmField @RegisterExtension val queues = TestQueues()
    @JvmField @RegisterExtension val sysvQueues = SysvTestQueues()

    private val seed = System.nanoTime()
    private val random = SplittableRandom(seed)

    @Test
    fun aPosixSendIsInTheQueueOrNeverWillBe() {
        val queue = queues.create(2, 16)
        val sender = PosixMqSender.create(queue).asSuspending()
        race(
            fill = { Queues.fill(queue) },
            takeOne = { queue.tryReceive() },
            drain = { Queues.drain(queue) },
            send = { text -> sender.send(PosixMessage.ofText(text), Duration.INFINITE) },
        )
    }

    @Test
    fun aSystemVSendIsInTheQueueOrNeverWillBe() {
        val queue = sysvQueues.create(ROOM)
        val sender = SysvMqSender.create(queue).asSuspending()
        val filler = SysvMessage.of(1, ByteArray(ROOM.toInt()))
        race(
            fill = { queue.trySend(filler) },
            takeOne = { queue.tryReceive(TypeSelector.only(1)) },
            drain = {
                generateSequence { queue.tryReceive(TypeSelector.any()) }
                    .filter { it.type() == 2L }
                    .map { it.text() }
                    .toList()
            },
            send = { text -> sender.send(2, text, Duration.INFINITE) },
        )
    }

    private fun race(
        fill: () -> Unit,
        takeOne: () -> Unit,
        drain: () -> List<String>,
        send: suspend (String) -> Unit,
    ) =
        runBlocking(Dispatchers.Default) {
            var sent = 0
            var returned = 0
            val pace = Pace(random.split(), SHORT_NANOS)
            repeat(ROUNDS) { round ->
                val text = "m$round"
                val hasReturned = AtomicBoolean()
                val isFull = random.nextInt(4) != 0
                if (isFull) fill()
                val sending = launch {
                    send(text)
                    hasReturned.set(true)
                }
                if (random.nextInt(10) == 0) Pace.spin(random.nextLong(LONG_NANOS)) else pace.spin()
                if (isFull && random.nextBoolean()) takeOne()
                sending.cancelAndJoin()
                if (!isFull) pace.ended(hasReturned.get())
                val there = drain()
                send("marker")
                val behind = drain()
                assertThat(behind).`as`("after round %d, seed %d", round, seed).containsExactly("marker")
                assertThat(there).`as`("round %d, seed %d", round, seed).isIn(emptyList<String>(), listOf(text))
                if (hasReturned.get()) {
                    assertThat(there).`as`("returned in round %d, seed %d", round, seed).containsExactly(text)
                    returned++
                }
                sent += there.size
            }
            println("$ROUNDS rounds: $sent sent, $returned of them returned; seed $seed")
            assertThat(sent).`as`("rounds in which the message was sent").isStrictlyBetween(0, ROUNDS)
            assertThat(returned).`as`("rounds in which the send returned").isPositive()
            Waiters.awaitBusy(0)
        }

    private companion object {
        const val ROUNDS = 10_000
        const val ROOM = 8L

        /** A POSIX send waits in the kernel after a millisecond; some rounds go on for longer than that. */
        const val LONG_NANOS = 1_400_000L
        const val SHORT_NANOS = 200_000L
    }
}
