package io.sluice.kotlin

import io.sluice.epoll.EventLoop
import io.sluice.reactor.timerfd.TimerExpirations
import io.sluice.testing.LongTest
import io.sluice.testing.Pace
import io.sluice.testing.Queues
import io.sluice.testing.TestQueues
import io.sluice.timerfd.TimerClock
import io.sluice.timerfd.TimerFd
import java.util.SplittableRandom
import java.util.concurrent.atomic.AtomicLong
import kotlin.time.Duration.Companion.microseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

/**
 * Cancel while a timer expires: each expiration is received by a coroutine, discarded or still counted, and that once.
 */
@LongTest
class TimerCancelRaceTest {
    @JvmField @RegisterExtension val closing = TestQueues()

    private val seed = System.nanoTime()
    private val random = SplittableRandom(seed)
    private val received = AtomicLong()
    private val discarded = AtomicLong()

    @Test
    fun awaitExpirationLosesNothing() {
        val timer = closing.closing(TimerFd.create(TimerClock.MONOTONIC))
        val pace = Pace(random.split(), PERIOD.inWholeNanoseconds)
        val beforeBegin = TimeSource.Monotonic.markNow()
        timer.setEvery(PERIOD)
        val afterBegin = TimeSource.Monotonic.markNow()
        runBlocking(Dispatchers.Default.withDiscardHook { discarded.addAndGet((it as TimerExpirations).count) }) {
            for (round in 0 until ROUNDS) {
                if (round >= FEWEST_ROUNDS && beforeBegin.elapsedNow() > MOST_TIME) break
                val before = received.get()
                val job = launch { while (true) received.addAndGet(timer.awaitExpiration()) }
                pace.spin()
                job.cancelAndJoin()
                pace.ended(received.get() > before)
            }
        }
        Queues.passThrough(EventLoop.shared()) // where a read that was under way is discarded
        val fewest = afterBegin.elapsedNow() / PERIOD
        val left = timer.tryRead()
        val most = beforeBegin.elapsedNow() / PERIOD
        val counts = "$received received + $discarded discarded + $left left of $fewest to $most, seed $seed"
        println(counts)
        assertThat(received.get() + discarded.get() + left).`as`(counts).isBetween(fewest.toLong(), most.toLong())
        assertThat(received.get()).`as`(counts).isPositive()
    }

    private companion object {
        val PERIOD = 100.microseconds
        const val ROUNDS = 10_000
        const val FEWEST_ROUNDS = 500
        val MOST_TIME = 3.seconds
    }
}
