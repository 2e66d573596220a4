package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.codec.MessageCodec
import io.sluice.errno.DecodeException
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.codec.DeadLetterException
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.mqueue.NamedPosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.reactor.ring.RingReceiver
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.ring.RingMessage
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import io.sluice.testing.Bounds
import io.sluice.testing.Queues
import io.sluice.testing.SysvTestQueues
import io.sluice.testing.TestQueues
import io.sluice.testing.TestRings
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension
import reactor.core.publisher.Mono

/** Flows of decoded messages, and what becomes of messages that cannot be decoded. */
class DecodedMessagesTest {
    @JvmField @RegisterExtension val queues = TestQueues()
    @JvmField @RegisterExtension val sysvQueues = SysvTestQueues()
    @JvmField @RegisterExtension val rings = TestRings()

    private val text = MessageCodec.text()
    private val noText = byteArrayOf(-1)
    private val queue = queues.create(10, 64)
    private val receiver = PosixMqReceiver.create(queue)

    private fun preload(vararg payloads: ByteArray) = payloads.forEach { check(queue.trySend(PosixMessage.of(it))) }

    private fun bytes(text: String) = text.toByteArray()

    @Test
    fun aMessageThatIsNoTextFailsTheFlowAndTheNextFlowGoesOnBehindIt() = runTest {
        preload(bytes("1"), noText, bytes("2"))
        receiver.messages(text).test(timeout = SOON) {
            assertThat(awaitItem()).isEqualTo("1")
            val failure = awaitError()
            assertThat(failure).isInstanceOf(DecodeException::class.java)
            assertThat((failure as DecodeException).payload()).isEqualTo(noText)
        }
        assertThat(receiver.messagesUntilEmpty(text).toList()).containsExactly("2")
    }

    @Test
    fun aMessageThatIsSkippedIsNoElement() = runTest {
        preload(bytes("1"), noText, bytes("2"), bytes("3"))
        val skipped = WhenUndecodable.skip<PosixMessage>()
        assertThat(receiver.messages(text, skipped).take(2).toList()).containsExactly("1", "2")
        assertThat(skipped.count()).isEqualTo(1)
        assertThat(Queues.count(queue)).isEqualTo(1)
    }

    @Test
    fun aBufferTakesSoManyObjectsAhead() = runTest {
        preload(bytes("1"), bytes("2"), bytes("3"), bytes("4"))
        receiver.messages(text, buffer = 2).take(1).collect {
            Bounds.await("two messages are taken ahead").until { Queues.count(queue) == 1 }
        }
        assertThrows<IllegalArgumentException> { receiver.messages(text, buffer = -1) }
    }

    @Test
    fun aDeadLetterArrivesBeforeTheNextMessageIsTaken() = runTest {
        val dead = queues.create(10, 64)
        preload(noText, bytes("1"))
        val letters = WhenUndecodable.deadLetterTo(PosixMqSender.create(dead))
        receiver.messages(text, letters).take(1).collect { assertThat(dead.tryReceive()?.payload()).isEqualTo(noText) }
    }

    @Test
    fun aDeadLetterThatIsRefusedFailsTheFlow() = runTest {
        preload(noText)
        val refused =
            WhenUndecodable.deadLetter<PosixMessage> { Mono.error<Void>(IllegalStateException("nobody wants it")) }
        val failure = assertThrows<DeadLetterException> { receiver.messages(text, refused).toList() }
        assertThat(failure.payload()).isEqualTo(noText)
    }

    @Test
    fun aCancelGivesTheDeadLetterOnItsWayToTheDiscardHook() = runTest {
        preload(noText, bytes("1"))
        val discarded = ConcurrentLinkedQueue<Any>()
        val given = ConcurrentLinkedQueue<PosixMessage>()
        val never =
            WhenUndecodable.deadLetter<PosixMessage> {
                given.add(it.message())
                Mono.never<Void>()
            }
        val collecting =
            launch(coroutineContext.withDiscardHook(discarded::add)) { receiver.messages(text, never).collect {} }
        testScheduler.runCurrent()
        Bounds.await("the letter").until { given.size == 1 }
        collecting.cancelAndJoin()
        Bounds.await("the discard, where the cancel came while the letter was made").until { !discarded.isEmpty() }
        assertThat(discarded).containsExactlyElementsOf(given)
        assertThat(Queues.drain(queue)).containsExactly("1")
    }

    @Test
    fun oneObjectIsReceivedWithinATimeoutAndOneThatIsSkippedIsNone() = runTest {
        assertThat(receiver.receiveOrNull(Duration.ZERO, text)).isNull()
        preload(noText, bytes("1"), noText)
        assertThat(receiver.receiveOrNull(5.minutes, text, WhenUndecodable.skip())).isEqualTo("1")
        assertThrows<DecodeException> { receiver.receiveOrNull(5.minutes, text) }
    }

    @Test
    fun aQueueByItsNameIsDecodedAsWell() = runTest {
        preload(noText, bytes("1"))
        val skipped = WhenUndecodable.skip<PosixMessage>()
        val messages = NamedPosixMqReceiver.create(queue.name()).messages(text, skipped)
        assertThat(messages.take(1).toList()).containsExactly("1")
        assertThat(skipped.count()).isEqualTo(1)
    }

    @Test
    fun theMessagesOfASelectorAreDecoded() = runTest {
        val sysv = sysvQueues.createPrivate()
        val receiver = SysvMqReceiver.create(sysv)
        val ofTypeTwo = TypeSelector.only(2)
        sysv.trySend(SysvMessage.ofText(1, "one"))
        repeat(3) {
            sysv.trySend(SysvMessage.of(2, noText))
            sysv.trySend(SysvMessage.ofText(2, "two"))
        }
        val skipped = WhenUndecodable.skip<SysvMessage>()
        assertThat(receiver.messages(text, skipped, ofTypeTwo).take(1).toList()).containsExactly("two")
        assertThat(receiver.receiveOrNull(5.minutes, text, skipped, ofTypeTwo)).isEqualTo("two")
        assertThat(receiver.messagesUntilEmpty(text, skipped, ofTypeTwo).toList()).containsExactly("two")
        assertThat(skipped.count()).isEqualTo(3)
        assertThat(receiver.messagesUntilEmpty(text).toList()).containsExactly("one")
    }

    @Test
    fun theMessagesOfARingAreDecodedWhereTheyAre() = runTest {
        val ring = rings.create()
        val producer = rings.closing(ring.producer())
        val receiver = RingReceiver.create(rings.closing(ring.consumer()))
        repeat(3) {
            check(producer.tryWrite(RingMessage.of(7, noText)))
            check(producer.tryWrite(RingMessage.ofText(7, "text")))
        }
        val skipped = WhenUndecodable.skip<RingMessage> { assertThat(it.message().type()).isEqualTo(7) }
        assertThat(receiver.messages(text, skipped).take(1).toList()).containsExactly("text")
        assertThat(receiver.receiveOrNull(5.minutes, text, skipped)).isEqualTo("text")
        assertThat(receiver.messagesUntilEmpty(text, skipped).toList()).containsExactly("text")
        assertThat(skipped.count()).isEqualTo(3)
        check(producer.tryWrite(RingMessage.of(7, noText)))
        assertThrows<DecodeException> { receiver.messages(text).toList() }
    }
}
