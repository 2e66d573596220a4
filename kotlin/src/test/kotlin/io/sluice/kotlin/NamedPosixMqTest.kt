package io.sluice.kotlin

import app.cash.turbine.test
import io.sluice.epoll.EventLoop
import io.sluice.errno.ClosedHandleException
import io.sluice.errno.SendTimeoutException
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.NamedPosixMqReceiver
import io.sluice.reactor.mqueue.NamedPosixMqSender
import io.sluice.testing.Bounds
import io.sluice.testing.Queues
import io.sluice.testing.TestQueues
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.toKotlinDuration
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

class NamedPosixMqTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val name = queues.name()
    private val receiver = NamedPosixMqReceiver.create(name)
    private val sender = NamedPosixMqSender.create(name).asSuspending()

    private fun create(): PosixMessageQueue =
        queues.closing(PosixMessageQueue.builder(name).maxMessages(4).maxMessageSize(16).create())

    @Test
    fun aCollectorWaitsForItsQueueAndGoesOnWithTheNextOne() = runTest {
        receiver
            .messages()
            .map { it.text() }
            .test(timeout = SOON) {
                val first = create()
                first.trySend(PosixMessage.ofText("of the first"))
                assertThat(awaitItem()).isEqualTo("of the first")
                PosixMessageQueue.unlink(name)
                create().trySend(PosixMessage.ofText("of the second"))
                assertThat(awaitItem()).isEqualTo("of the second")
                receiver.stop()
                awaitComplete()
            }
    }

    @Test
    fun aCollectorAtWorkOnMessageKHasTakenKAndNoneAhead() = runTest {
        val queue = create()
        Queues.preload(queue, 4)
        var seen = 0
        receiver.messages().take(3).collect {
            seen++
            Queues.passThrough(EventLoop.shared())
            assertThat(Queues.count(queue)).isEqualTo(4 - seen)
        }
        assertThat(seen).isEqualTo(3)
        assertThrows<IllegalArgumentException> { receiver.messages(buffer = -1) }
    }

    @Test
    fun aSendWaitsForItsQueue() = runTest {
        sender.use {
            val sending =
                async(start = CoroutineStart.UNDISPATCHED) { sender.send(PosixMessage.ofText("early", 3), 1.minutes) }
            val queue = create()
            sending.await()
            sender.send("late", Duration.INFINITE, priority = 1)
            assertThat(Queues.drain(queue)).containsExactly("early", "late")
        }
    }

    @Test
    fun aSendFailsWhereThereIsNoQueueInTime() = runTest {
        sender.use { assertThrows<SendTimeoutException> { sender.send("nowhere", 30.milliseconds) } }
        assertThrows<ClosedHandleException> { sender.send("closed", 1.minutes) }
    }

    @Test
    fun aCancelledSendPutsNothingIntoALaterQueue() = runTest {
        sender.use {
            val sending = launch(start = CoroutineStart.UNDISPATCHED) { sender.send("cancelled", 1.minutes) }
            sending.cancelAndJoin()
            val queue = create()
            sender.send("next", 1.minutes)
            assertThat(Queues.drain(queue)).containsExactly("next")
        }
    }

    private companion object {
        val SOON = Bounds.SOON.toKotlinDuration()
    }
}
