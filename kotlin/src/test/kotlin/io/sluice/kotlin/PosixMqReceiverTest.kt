package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.epoll.EventLoop
import io.sluice.errno.ClosedHandleException
import io.sluice.errno.DecodeException
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.testing.Bounds
import io.sluice.testing.Queues
import io.sluice.testing.TestQueues
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.TimeSource
import kotlin.time.toKotlinDuration
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

@OptIn(ExperimentalCoroutinesApi::class)
class PosixMqReceiverTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val queue = queues.create(10, 64)
    private val receiver = PosixMqReceiver.create(queue)
    private val discarded = ConcurrentLinkedQueue<Any>()

    private fun passThrough() = Queues.passThrough(EventLoop.shared())

    private fun discardedTexts() = discarded.map { (it as PosixMessage).text() }

    @Test
    fun aCollectorAtWorkOnMessageKHasTakenKAndNoneAhead() = runTest {
        Queues.preload(queue, 10)
        var seen = 0
        receiver.messages().take(10).collect {
            seen++
            passThrough()
            assertThat(Queues.count(queue)).isEqualTo(10 - seen)
        }
        assertThat(seen).isEqualTo(10)
    }

    @Test
    fun aDecoderReadsTheMessagesWhereTheyAre() = runTest {
        listOf("first" to 7, "second" to 5, "third" to 3).forEach { (text, priority) ->
            queue.trySend(PosixMessage.ofText(text, priority))
        }
        assertThat(receiver.decodedMessages { priority, bytes -> priority * 100 + bytes.remaining() }.take(2).toList())
            .containsExactly(705, 506)
        assertThat(receiver.decodedMessagesUntilEmpty { _, bytes -> bytes.get(0).toInt().toChar() }.toList())
            .containsExactly('t')
        queue.trySend(PosixMessage.ofText("no"))
        val refused =
            assertThrows<DecodeException> { receiver.decodedMessages { _, bytes -> bytes.getInt(0) }.toList() }
        assertThat(refused).hasCauseInstanceOf(IndexOutOfBoundsException::class.java)
    }

    @Test
    fun aCollectorThatIsSuspendedHasTakenOneAndNoneAhead() = runTest {
        Queues.preload(queue, 3)
        val atWork = CompletableDeferred<String>()
        val collecting = launch {
            receiver.messages().collect {
                atWork.complete(it.text())
                awaitCancellation()
            }
        }
        assertThat(atWork.await()).isEqualTo("m0")
        passThrough()
        assertThat(Queues.count(queue)).isEqualTo(2)
        collecting.cancelAndJoin()
        passThrough()
        assertThat(Queues.drain(queue)).containsExactly("m1", "m2")
    }

    @Test
    fun aBufferIsTakenAheadAndNoMore() = runTest {
        Queues.preload(queue, 10)
        var seen = 0
        receiver.messages(buffer = 3).take(5).collect {
            seen++
            passThrough()
            assertThat(Queues.count(queue)).isEqualTo(10 - seen - 3)
        }
        assertThat(seen).isEqualTo(5)
    }

    @Test
    fun whatABufferHoldsAtTheEndIsDiscardedInOrder() = runTest {
        Queues.preload(queue, 10)
        val atWork = CompletableDeferred<Unit>()
        val collecting =
            launch(coroutineContext.withDiscardHook(discarded::add)) {
                receiver.messages(buffer = 3).collect {
                    passThrough()
                    atWork.complete(Unit)
                    awaitCancellation()
                }
            }
        atWork.await()
        collecting.cancelAndJoin()
        assertThat(discardedTexts()).containsExactly("m1", "m2", "m3")
        assertThat(Queues.drain(queue)).containsExactly("m4", "m5", "m6", "m7", "m8", "m9")
    }

    @Test
    fun aCancelEndsTheWaitEvenWhereTheCoroutineDoesNotRun() = runTest {
        val collecting = launch { receiver.messages().collect {} }
        runCurrent()
        passThrough()
        collecting.cancel()
        // From here to the end of this test nothing runs on the test's dispatcher.
        Queues.preload(queue, 1)
        passThrough()
        assertThat(Queues.count(queue)).isEqualTo(1)
    }

    @Test
    fun aMessageOnItsWayToACancelledCoroutineIsDiscarded() = runTest {
        val collecting =
            launch(coroutineContext.withDiscardHook(discarded::add)) {
                receiver.messages().collect { error("nobody is there any more") }
            }
        runCurrent()
        Queues.preload(queue, 1)
        Bounds.await("the message to be taken").until { Queues.count(queue) == 0 }
        passThrough()
        collecting.cancelAndJoin()
        assertThat(discardedTexts()).containsExactly("m0")
    }

    @Test
    fun eachCollectorStartsAfreshAndClosingTheQueueCompletesIt() = runTest {
        val texts = receiver.messages().map { it.text() }
        texts.test(timeout = SOON) {
            Queues.preload(queue, 2)
            assertThat(awaitItem()).isEqualTo("m0")
            assertThat(awaitItem()).isEqualTo("m1")
            cancelAndIgnoreRemainingEvents()
        }
        texts.test(timeout = SOON) {
            Queues.preload(queue, 1)
            assertThat(awaitItem()).isEqualTo("m0")
            queue.close()
            awaitComplete()
        }
        texts.test(timeout = SOON) { assertThat(awaitError()).isInstanceOf(ClosedHandleException::class.java) }
    }

    @Test
    fun aCollectorThatThrowsEndsTheSubscription() = runTest {
        Queues.preload(queue, 3)
        assertThrows<NoSuchElementException> { receiver.messages().collect { throw NoSuchElementException() } }
        passThrough()
        assertThat(Queues.drain(queue)).containsExactly("m1", "m2")
    }

    @Test
    fun untilEmptyCompletesWhenNothingIsLeft() = runTest {
        Queues.preload(queue, 10)
        assertThat(receiver.messagesUntilEmpty().map { it.text() }.toList()).isEqualTo(Queues.preloaded(10))
        assertThat(receiver.messagesUntilEmpty(buffer = 4).toList()).isEmpty()
    }

    @Test
    fun aNegativeBufferIsRefused() {
        assertThrows<IllegalArgumentException> { receiver.messages(buffer = -1) }
    }

    @Test
    fun aMessageThatIsThereIsReceivedHoweverShortTheTimeout() = runTest {
        Queues.preload(queue, 3)
        assertThat(receiver.receiveOrNull(Duration.ZERO)?.text()).isEqualTo("m0")
        assertThat(receiver.receiveOrNull(1.nanoseconds)?.text()).isEqualTo("m1")
        assertThat(receiver.receiveOrNull(Duration.INFINITE)?.text()).isEqualTo("m2")
    }

    @Test
    fun withoutAMessageTheTimeoutIsWaitedOut() = runTest {
        assertThat(receiver.receiveOrNull(Duration.ZERO)).isNull()
        val start = TimeSource.Monotonic.markNow()
        assertThat(receiver.receiveOrNull(30.milliseconds)).isNull()
        assertThat(start.elapsedNow()).isGreaterThanOrEqualTo(30.milliseconds)
    }

    @Test
    fun aMessageThatComesDuringTheWaitIsReturned() = runTest {
        launchSender()
        assertThat(receiver.receiveOrNull(5.minutes)?.text()).isEqualTo("m0")
    }

    private fun TestScope.launchSender() = launch { Queues.preload(queue, 1) }

    @Test
    fun receiveOrNullFailsAsTheStreamDoes() = runTest {
        queue.close()
        assertThrows<ClosedHandleException> { receiver.receiveOrNull(5.minutes) }
        assertThrows<IllegalArgumentException> { receiver.receiveOrNull((-1).nanoseconds) }
    }

    @Test
    fun closingTheQueueEndsReceiveOrNullWithNull() = runTest {
        launch { queue.close() }
        assertThat(receiver.receiveOrNull(Duration.INFINITE)).isNull()
    }

    @Test
    fun aCancelledReceiveOrNullTakesNothing() = runTest {
        val receiving = launch { receiver.receiveOrNull(Duration.INFINITE) }
        runCurrent()
        receiving.cancel()
        Queues.preload(queue, 1)
        passThrough()
        assertThat(Queues.count(queue)).isEqualTo(1)
        assertThat(receiver.messages().first().text()).isEqualTo("m0")
    }
}

/** How long Turbine waits for what normally takes milliseconds. */
internal val SOON = Bounds.SOON.toKotlinDuration()
