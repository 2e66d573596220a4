package io.sluice.kotlin

import io.sluice.errno.QueueRemovedException
import io.sluice.errno.SendTimeoutException
import io.sluice.reactor.sysvmsg.SysvMqSender
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import io.sluice.testing.SysvTestQueues
import io.sluice.testing.Waiters
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

@OptIn(ExperimentalCoroutinesApi::class)
class SysvMqSenderTest {
    @JvmField @RegisterExtension val queues = SysvTestQueues()

    private val queue = queues.create(ROOM)
    private val sender = SysvMqSender.create(queue).asSuspending()

    private fun fill() = check(queue.trySend(SysvMessage.of(1, ByteArray(ROOM.toInt()))))

    private fun drain() = generateSequence { queue.tryReceive(TypeSelector.any()) }.toList()

    @Test
    fun messagesTextsAndBytesArriveWithTheirTypes() = runTest {
        sender.send(SysvMessage.ofText(1, "message"), 1.minutes)
        sender.send(2, "text", Duration.INFINITE)
        sender.send(3, "bytes".toByteArray(), Duration.ZERO)
        val texts = drain().map { "${it.type()} ${it.text()}" }
        assertThat(texts).containsExactly("1 message", "2 text", "3 bytes")
    }

    @Test
    fun aSendToAFullQueueFailsWhenItsTimeIsOver() = runTest {
        fill()
        assertThrows<SendTimeoutException> { sender.send(1, "late", Duration.ZERO) }
        assertThrows<SendTimeoutException> { sender.send(1, "late", 20.milliseconds) }
        assertThat(drain()).hasSize(1)
    }

    @Test
    fun aCancelCallsTheThreadBackAndNothingIsSentLater() = runTest {
        fill()
        val sending = launch { sender.send(1, "cancelled", Duration.INFINITE) }
        runCurrent()
        Waiters.awaitBusy(1)
        sending.cancel()
        assertThat(drain()).hasSize(1)
        sender.send(1, "behind", 1.minutes)
        assertThat(drain().map { it.text() }).containsExactly("behind")
        Waiters.awaitBusy(0)
    }

    @Test
    fun removingTheQueueFailsAWaitingSend() = runTest {
        fill()
        launch { queue.remove() }
        assertThrows<QueueRemovedException> { sender.send(1, "never", Duration.INFINITE) }
    }

    private companion object {
        const val ROOM = 32L
    }
}
