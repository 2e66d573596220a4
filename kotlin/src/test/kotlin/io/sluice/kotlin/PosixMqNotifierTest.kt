package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.mqueue.PosixMqNotification
import io.sluice.mqueue.PosixMqNotificationSlot
import io.sluice.reactor.mqueue.PosixMqNotifier
import io.sluice.testing.Checks
import io.sluice.testing.FedQueue
import io.sluice.testing.Pace
import io.sluice.testing.Queues
import io.sluice.testing.TestQueues
import java.util.SplittableRandom
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatCode
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class PosixMqNotifierTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val queue = queues.create(10, 64)
    private val notifier = PosixMqNotifier.create(queue)

    @Test
    fun anArrivalInTheEmptyQueueNotifiesAndTakesNothing() = runTest {
        notifier.arrivals().test(timeout = SOON) {
            Queues.preload(queue, 1)
            assertThat(awaitItem()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED)
            assertThat(Queues.count(queue)).isEqualTo(1)
            assertThat(Queues.drain(queue)).hasSize(1)
            Queues.preload(queue, 2)
            assertThat(awaitItem()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED)
            queue.close()
            awaitComplete()
        }
    }

    @Test
    fun notifiedMessagesAreReceivedAndTheSlotIsFreeAfterwards() = runTest {
        repeat(2) {
            notifier
                .messages()
                .map { it.text() }
                .test(timeout = SOON) {
                    Queues.preload(queue, 3)
                    assertThat(List(3) { awaitItem() }).isEqualTo(Queues.preloaded(3))
                    cancelAndIgnoreRemainingEvents()
                }
        }
    }

    /** Beside arrivals, after each of which the slot is taken anew. */
    @Test
    fun whenACancelledCoroutineHasCompletedTheSlotIsFree() {
        val busy = FedQueue.createOfArrivals(queues)
        val seed = System.nanoTime()
        val pace = Pace(SplittableRandom(seed), 200_000)
        val received = AtomicInteger()
        val begun = TimeSource.Monotonic.markNow()
        runBlocking(Dispatchers.Default) {
            for (round in 0 until ROUNDS) {
                if (round >= FEWEST_ROUNDS && begun.elapsedNow() > MOST_TIME) break
                val before = received.get()
                val job = launch { PosixMqNotifier.create(busy).arrivals().collect { received.incrementAndGet() } }
                pace.spin()
                job.cancelAndJoin()
                pace.ended(received.get() > before)
                PosixMqNotificationSlot.open(busy).use {
                    assertThatCode { it.register() }.`as`("round $round, seed $seed").doesNotThrowAnyException()
                }
            }
        }
        assertThat(received).`as`("seed $seed").hasPositiveValue()
    }

    private companion object {
        const val ROUNDS = 5_000
        const val FEWEST_ROUNDS = 500
        val MOST_TIME = Checks.or(1, 3).seconds
    }
}
