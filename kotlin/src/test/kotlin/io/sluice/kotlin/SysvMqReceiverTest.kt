package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.errno.QueueRemovedException
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import io.sluice.testing.Bounds
import io.sluice.testing.SysvTestQueues
import io.sluice.testing.Waiters
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.TimeSource
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

@OptIn(ExperimentalCoroutinesApi::class)
class SysvMqReceiverTest {
    @JvmField @RegisterExtension val queues = SysvTestQueues()

    private val queue = queues.create()
    private val receiver = SysvMqReceiver.create(queue)

    private fun preload(count: Int) {
        for (i in 0 until count) {
            check(queue.trySend(SysvMessage.ofText(1L + i % 2, "m$i")))
        }
    }

    private fun count() = queue.status().messages()

    @Test
    fun aCollectorAtWorkOnMessageKHasTakenKAndHoldsNoThread() = runTest {
        preload(10)
        var seen = 0L
        receiver.messages().take(10).collect {
            seen++
            Waiters.awaitBusy(0)
            assertThat(count()).isEqualTo(10 - seen)
        }
        assertThat(seen).isEqualTo(10)
    }

    @Test
    fun aSelectorLeavesWhatItDoesNotMean() = runTest {
        preload(4)
        val odd = receiver.messages(TypeSelector.only(2)).take(2).map { it.text() }.toList()
        assertThat(odd).containsExactly("m1", "m3")
        val rest = receiver.messagesUntilEmpty().map { it.text() }.toList()
        assertThat(rest).containsExactly("m0", "m2")
    }

    @Test
    fun removingTheQueueFailsTheFlowAndClosingCompletesIt() = runTest {
        receiver.messages().test(timeout = SOON) {
            preload(1)
            assertThat(awaitItem().text()).isEqualTo("m0")
            queue.remove()
            assertThat(awaitError()).isInstanceOf(QueueRemovedException::class.java)
        }
        val other = queues.create()
        SysvMqReceiver.create(other).messages().test(timeout = SOON) {
            other.close()
            awaitComplete()
        }
    }

    @Test
    fun aCancelCallsTheThreadBackEvenWhereTheCoroutineDoesNotRun() = runTest {
        val collecting = launch { receiver.messages().collect {} }
        runCurrent()
        Waiters.awaitBusy(1)
        collecting.cancel()
        preload(1)
        Waiters.awaitBusy(0)
        assertThat(count()).isEqualTo(1)
    }

    @Test
    fun aMessageOnItsWayToACancelledCoroutineIsDiscarded() = runTest {
        val discarded = ConcurrentLinkedQueue<Any>()
        val collecting =
            launch(coroutineContext.withDiscardHook(discarded::add)) {
                receiver.messages().collect { error("nobody is there any more") }
            }
        runCurrent()
        Waiters.awaitBusy(1)
        preload(1)
        Bounds.await("the message to be taken").until { count() == 0L }
        Waiters.awaitBusy(0)
        collecting.cancelAndJoin()
        assertThat(discarded.map { (it as SysvMessage).text() }).containsExactly("m0")
    }

    @Test
    fun aMessageThatIsThereIsReceivedHoweverShortTheTimeout() = runTest {
        preload(4)
        assertThat(receiver.receiveOrNull(Duration.ZERO)?.text()).isEqualTo("m0")
        assertThat(receiver.receiveOrNull(1.nanoseconds)?.text()).isEqualTo("m1")
        assertThat(receiver.receiveOrNull(Duration.INFINITE, TypeSelector.only(2))?.text()).isEqualTo("m3")
    }

    @Test
    fun withoutAMessageTheTimeoutIsWaitedOutAndTheThreadIsFree() = runTest {
        assertThat(receiver.receiveOrNull(Duration.ZERO)).isNull()
        val start = TimeSource.Monotonic.markNow()
        assertThat(receiver.receiveOrNull(30.milliseconds)).isNull()
        assertThat(start.elapsedNow()).isGreaterThanOrEqualTo(30.milliseconds)
        Waiters.awaitBusy(0)
    }

    @Test
    fun aMessageThatComesDuringTheWaitIsReturned() = runTest {
        launch { preload(1) }
        assertThat(receiver.receiveOrNull(5.minutes)?.text()).isEqualTo("m0")
    }

    @Test
    fun removingTheQueueFailsReceiveOrNull() = runTest {
        launch { queue.remove() }
        assertThrows<QueueRemovedException> { receiver.receiveOrNull(5.minutes) }
    }

    @Test
    fun aCancelledReceiveOrNullTakesNothing() = runTest {
        val receiving = launch { receiver.receiveOrNull(5.minutes) }
        runCurrent()
        Waiters.awaitBusy(1)
        receiving.cancel()
        preload(1)
        Waiters.awaitBusy(0)
        assertThat(count()).isEqualTo(1)
    }
}
