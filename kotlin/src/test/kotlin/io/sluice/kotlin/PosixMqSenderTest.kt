package io.sluice.kotlin

import io.sluice.errno.ClosedHandleException
import io.sluice.errno.MessageTooLargeException
import io.sluice.errno.SendTimeoutException
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.testing.Queues
import io.sluice.testing.TestQueues
import io.sluice.testing.Waiters
import java.time.Instant
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.TimeSource
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

@OptIn(ExperimentalCoroutinesApi::class)
class PosixMqSenderTest {
    @JvmField @RegisterExtension val queues = TestQueues()

    private val queue = queues.create(4, 16)
    private val sender = PosixMqSender.create(queue).asSuspending()

    @Test
    fun messagesTextsAndBytesArriveWithTheirPriorities() = runTest {
        sender.send(PosixMessage.ofText("message", 3), 1.minutes)
        sender.send("text", Duration.INFINITE, priority = 2)
        sender.send("bytes".toByteArray(), Duration.ZERO, priority = 1)
        sender.send("plain", 1.nanoseconds)
        assertThat(Queues.drain(queue)).containsExactly("message", "text", "bytes", "plain")
    }

    @Test
    fun aSendToAFullQueueFailsWhenItsTimeIsOver() = runTest {
        Queues.fill(queue)
        assertThrows<SendTimeoutException> { sender.send("late", Duration.ZERO) }
        val start = TimeSource.Monotonic.markNow()
        assertThrows<SendTimeoutException> { sender.send("late", 30.milliseconds) }
        assertThat(start.elapsedNow()).isGreaterThanOrEqualTo(30.milliseconds)
        assertThrows<SendTimeoutException> {
            sender.sendUntil(PosixMessage.ofText("late"), Instant.now().plusMillis(5))
        }
        assertThat(Queues.drain(queue)).isEmpty()
    }

    @Test
    fun aSendWaitsForRoom() = runTest {
        Queues.fill(queue)
        val sending = async { sender.send("patient", Duration.INFINITE) }
        runCurrent()
        Waiters.awaitBusy(1)
        assertThat(sending.isCompleted).isFalse()
        queue.tryReceive()
        sending.await()
        assertThat(Queues.drain(queue)).containsExactly("patient")
    }

    @Test
    fun aCancelEndsTheWaitInTheKernelAndNothingIsSentLater() = runTest {
        Queues.fill(queue)
        val sending = launch { sender.send("cancelled", Duration.INFINITE) }
        runCurrent()
        Waiters.awaitBusy(1)
        sending.cancel()
        assertThat(Queues.drain(queue)).isEmpty()
        sender.send("behind", 1.minutes)
        assertThat(Queues.drain(queue)).containsExactly("behind")
        Waiters.awaitBusy(0)
    }

    @Test
    fun sendsOfOneSenderLeaveInTheOrderOfTheirCalls() = runTest {
        Queues.fill(queue)
        val sending = launch { repeat(3) { i -> launch { sender.send("s$i", Duration.INFINITE) } } }
        runCurrent()
        Waiters.awaitBusy(1)
        repeat(3) { queue.tryReceive() }
        sending.join()
        assertThat(Queues.drain(queue)).containsExactly("s0", "s1", "s2")
    }

    @Test
    fun whatCannotBeSentSaysWhy() = runTest {
        assertThrows<MessageTooLargeException> { sender.send("x".repeat(17), 1.minutes) }
        assertThrows<IllegalArgumentException> { sender.send("x", (-1).nanoseconds) }
        assertThrows<IllegalArgumentException> { sender.send("x", 1.minutes, priority = PosixMessage.MAX_PRIORITY + 1) }
        queue.close()
        assertThrows<ClosedHandleException> { sender.send("x", 1.minutes) }
    }
}
