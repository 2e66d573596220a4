package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.mqueue.MqNotification
import io.sluice.reactor.PosixMqNotifier
import io.sluice.reactor.Queues
import io.sluice.testing.TestQueues
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class PosixMqNotifierTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val queue = queues.create(10, 64)
    private val notifier = PosixMqNotifier.create(queue)

    @Test
    fun anArrivalInTheEmptyQueueIsToldAndTakesNothing() = runTest {
        notifier.arrivals().test(timeout = SOON) {
            Queues.preload(queue, 1)
            assertThat(awaitItem()).isEqualTo(MqNotification.MESSAGE_ARRIVED)
            assertThat(Queues.count(queue)).isEqualTo(1)
            assertThat(Queues.drain(queue)).hasSize(1)
            Queues.preload(queue, 2)
            assertThat(awaitItem()).isEqualTo(MqNotification.MESSAGE_ARRIVED)
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
}
