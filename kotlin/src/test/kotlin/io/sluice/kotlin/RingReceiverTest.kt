package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.errno.ClosedHandleException
import io.sluice.errno.DecodeException
import io.sluice.reactor.ring.RingReceiver
import io.sluice.ring.RingMessage
import io.sluice.testing.Bounds
import io.sluice.testing.CProgram
import io.sluice.testing.TestRings
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
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

/** Messages of a ring as flows. */
@OptIn(ExperimentalCoroutinesApi::class)
class RingReceiverTest {
    @JvmField @RegisterExtension val rings = TestRings()

    private val ring = rings.create()
    private val producer = rings.closing(ring.producer())
    private val consumer = rings.closing(ring.consumer())
    private val receiver = RingReceiver.create(consumer)

    private fun write(first: Int, count: Int) {
        for (i in first until first + count) {
            check(producer.tryWrite(RingMessage.ofText(i + 1, "m$i")))
        }
    }

    /** What is left in the ring, which is taken. */
    private fun left() = generateSequence { consumer.poll() }.map { it.text() }.toList()

    @Test
    fun aCollectorAtWorkOnMessageKHasTakenKAndHoldsNoThread() = runTest {
        write(0, 10)
        val record = ring.status().usedBytes() / 10
        var seen = 0L
        receiver.messages().take(10).collect {
            seen++
            Waiters.awaitBusy(0)
            assertThat(ring.status().usedBytes()).isEqualTo((10 - seen) * record)
        }
        assertThat(seen).isEqualTo(10)
    }

    @Test
    fun aBufferTakesSoManyMessagesAheadAndADrainTheRest() = runTest {
        write(0, 10)
        receiver.messages(buffer = 4).take(1).collect { Waiters.awaitBusy(0) }
        assertThat(receiver.messagesUntilEmpty().map { it.text() }.toList())
            .containsExactly("m5", "m6", "m7", "m8", "m9")
        assertThat(receiver.messagesUntilEmpty().toList()).isEmpty()
        assertThrows<IllegalArgumentException> { receiver.messages(buffer = -1) }
    }

    @Test
    fun whatACProgramSendsIsReceivedWithItsType() =
        runBlocking<Unit> {
            CProgram.of("ring_peer").start(ring.name()).use { peer ->
                peer.say("open")
                assertThat(peer.line()).isEqualTo("opened")
                peer.say("produce 3 1000")
                val types = receiver.messages().take(1000).map { it.type() }.toList()
                assertThat(types).hasSize(1000).containsOnly(3)
                assertThat(peer.line()).isEqualTo("produced")
            }
        }

    @Test
    fun aDecoderReadsTheMessagesWhereTheyAre() = runTest {
        write(0, 5)
        assertThat(receiver.decodedMessages { type, message -> type * 100 + message.remaining() }.take(3).toList())
            .containsExactly(102, 202, 302)
        val drained = receiver.decodedMessagesUntilEmpty { _, message -> message.get(1).toInt().toChar() }.toList()
        assertThat(drained).containsExactly('3', '4')
        write(0, 1)
        val refused =
            assertThrows<DecodeException> { receiver.decodedMessages { _, message -> message.getInt(0) }.toList() }
        assertThat(refused).hasCauseInstanceOf(IndexOutOfBoundsException::class.java)
    }

    @Test
    fun closingTheConsumerCompletesTheFlowAndALaterOneFails() = runTest {
        receiver.messages().test(timeout = SOON) {
            write(0, 1)
            assertThat(awaitItem()).isEqualTo(RingMessage.ofText(1, "m0"))
            consumer.close()
            awaitComplete()
        }
        receiver.messages().test(timeout = SOON) {
            assertThat(awaitError()).isInstanceOf(ClosedHandleException::class.java)
        }
        assertThrows<ClosedHandleException> { receiver.receiveOrNull(Duration.ZERO) }
    }

    @Test
    fun aCancelInterruptsTheThreadEvenWhereTheCoroutineDoesNotRun() = runTest {
        val collecting = launch { receiver.messages().collect {} }
        runCurrent()
        Waiters.awaitBusy(1)
        collecting.cancel()
        write(0, 1)
        Waiters.awaitBusy(0)
        assertThat(left()).containsExactly("m0")
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
        write(0, 1)
        Bounds.await("the message to be taken").until { ring.status().usedBytes() == 0L }
        Waiters.awaitBusy(0)
        collecting.cancelAndJoin()
        assertThat(discarded).containsExactly(RingMessage.ofText(1, "m0"))
    }

    @Test
    fun aMessageThatIsThereIsReceivedHoweverShortTheTimeout() = runTest {
        write(0, 3)
        assertThat(receiver.receiveOrNull(Duration.ZERO)?.text()).isEqualTo("m0")
        assertThat(receiver.receiveOrNull(1.nanoseconds)?.text()).isEqualTo("m1")
        assertThat(receiver.receiveOrNull(Duration.INFINITE)?.text()).isEqualTo("m2")
    }

    @Test
    fun withoutAMessageTheTimeoutIsWaitedOutAndTheThreadIsFree() = runTest {
        assertThat(receiver.receiveOrNull(Duration.ZERO)).isNull()
        val start = TimeSource.Monotonic.markNow()
        assertThat(receiver.receiveOrNull(30.milliseconds)).isNull()
        assertThat(start.elapsedNow()).isGreaterThanOrEqualTo(30.milliseconds)
        Waiters.awaitBusy(0)
        assertThrows<IllegalArgumentException> { receiver.receiveOrNull((-1).nanoseconds) }
    }

    @Test
    fun aMessageThatComesDuringTheWaitIsReturned() = runTest {
        launch { write(0, 1) }
        assertThat(receiver.receiveOrNull(5.minutes)?.text()).isEqualTo("m0")
    }

    @Test
    fun aCancelledReceiveOrNullTakesNothing() = runTest {
        val receiving = launch { receiver.receiveOrNull(5.minutes) }
        runCurrent()
        Waiters.awaitBusy(1)
        receiving.cancel()
        write(0, 1)
        Waiters.awaitBusy(0)
        assertThat(left()).containsExactly("m0")
    }
}
