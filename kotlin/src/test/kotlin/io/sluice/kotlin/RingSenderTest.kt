package io.sluice.kotlin

import io.sluice.errno.ClosedHandleException
import io.sluice.errno.MessageTooLargeException
import io.sluice.errno.SendTimeoutException
import io.sluice.reactor.ring.RingSender
import io.sluice.ring.RingMessage
import io.sluice.testing.CProgram
import io.sluice.testing.TestRings
import io.sluice.testing.Waiters
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

/** Coroutines send through a ring. */
@OptIn(ExperimentalCoroutinesApi::class)
class RingSenderTest {
    @JvmField @RegisterExtension val rings = TestRings()

    private val ring = rings.create()
    private val producer = rings.closing(ring.producer())
    private val sender = RingSender.create(producer).asSuspending()

    private fun fill(): Int = generateSequence { if (producer.tryWrite(FILLING)) FILLING else null }.count()

    private fun drain() = ring.consumer().use { consumer -> generateSequence { consumer.poll() }.toList() }

    @Test
    fun messagesTextsAndBytesArriveWithTheirTypes() = runTest {
        sender.send(RingMessage.ofText(1, "message"), 1.minutes)
        sender.send(2, "text", Duration.INFINITE)
        sender.send(3, "bytes".toByteArray(), Duration.ZERO)
        assertThat(drain().map { "${it.type()} ${it.text()}" }).containsExactly("1 message", "2 text", "3 bytes")
        assertThrows<IllegalArgumentException> { sender.send(0, "text", Duration.ZERO) }
        assertThrows<IllegalArgumentException> { sender.send(1, "text", (-1).milliseconds) }
        assertThrows<MessageTooLargeException> { sender.send(1, ByteArray(ring.longestMessage() + 1), 1.minutes) }
    }

    @Test
    fun aCProgramReceivesWhatIsSent() =
        runBlocking<Unit> {
            CProgram.of("ring_peer").start(ring.name()).use { peer ->
                peer.say("open")
                assertThat(peer.line()).isEqualTo("opened")
                sender.send(7, "bolts", 1.minutes)
                peer.say("receive 60000")
                assertThat(peer.line()).isEqualTo("7 5 bolts")
            }
        }

    @Test
    fun aSendToAFullRingFailsWhenItsTimeIsOver() = runTest {
        val filled = fill()
        assertThrows<SendTimeoutException> { sender.send(FILLING, Duration.ZERO) }
        assertThrows<SendTimeoutException> { sender.send(FILLING, 20.milliseconds) }
        assertThat(drain()).hasSize(filled)
    }

    @Test
    fun aSendWaitsForRoom() = runTest {
        val filled = fill()
        val sending = launch { sender.send(FILLING, Duration.INFINITE) }
        runCurrent()
        Waiters.awaitBusy(1)
        assertThat(sending.isActive).isTrue()
        assertThat(drain()).hasSizeGreaterThanOrEqualTo(filled)
        sending.join()
    }

    @Test
    fun aCancelInterruptsTheThreadAndNothingIsSentLater() = runTest {
        val filled = fill()
        val sending = launch { sender.send(FILLING, Duration.INFINITE) }
        runCurrent()
        Waiters.awaitBusy(1)
        sending.cancel()
        assertThat(drain()).hasSize(filled)
        sender.send(1, "behind", 1.minutes)
        assertThat(drain().map { it.text() }).containsExactly("behind")
        Waiters.awaitBusy(0)
    }

    @Test
    fun closingTheRingFailsAWaitingSend() = runTest {
        fill()
        launch { ring.close() }
        assertThrows<ClosedHandleException> { sender.send(FILLING, Duration.INFINITE) }
    }

    private companion object {
        /** With its header, an eighth of the ring. */
        val FILLING: RingMessage = RingMessage.of(9, ByteArray((1 shl 12) / 8 - 8))
    }
}
