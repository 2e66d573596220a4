@file:JvmName("PosixMqSenderExtensions")

package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqSender
import java.time.Instant
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.reactor.awaitSingleOrNull

/**
 * Gives [PosixMqSender] to coroutines: where the Java class has a `Mono`, the functions of the result suspend.
 *
 * @return a view of this sender, which adds no state. Sends of both are in one order
 */
public fun PosixMqSender.asSuspending(): SuspendingPosixMqSender = SuspendingPosixMqSender(this)

/**
 * Sends to a POSIX message queue, and suspends until a message is there. [asSuspending] makes one.
 *
 * A call cannot be mistaken for a `Mono` that nobody has subscribed to: it suspends or does not compile.
 *
 * @see PosixMqSender
 */
public class SuspendingPosixMqSender internal constructor(private val sender: PosixMqSender) {
    /**
     * Sends a message, waiting for room no longer than a timeout. Where there is room it is sent, however short the
     * timeout.
     *
     * Returns when the message is in the queue, and throws when it is not and will not be. Cancelling the coroutine
     * ends the wait in the kernel before `cancel` returns. A send that was cancelled may have put its message into the
     * queue just before; it never does so later.
     *
     * @param message what to send
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.SendTimeoutException if no room came in time (`ETIMEDOUT`)
     * @throws io.sluice.errno.MessageTooLargeException if the message is longer than `mq_msgsize` (`EMSGSIZE`)
     * @throws io.sluice.errno.QueueRemovedException if the queue is or was unlinked (`EIDRM`)
     * @throws io.sluice.errno.ClosedHandleException if the queue's handle is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException if the queue was opened for receiving only (`EBADF`), or the kernel
     *   refuses
     */
    public suspend fun send(message: PosixMessage, timeout: Duration = Duration.INFINITE) {
        sender.send(message, timeout.toJavaDuration()).awaitSingleOrNull()
    }

    /**
     * Sends a text in UTF-8. Everything else is as for a message.
     *
     * @param text what to send
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @param priority 0, the lowest, to 32,767, the highest
     * @throws IllegalArgumentException if the timeout is negative or the priority out of range
     * @throws io.sluice.errno.ErrnoException as for a message
     */
    public suspend fun send(text: String, timeout: Duration = Duration.INFINITE, priority: Int = 0) {
        send(PosixMessage.ofText(text, priority), timeout)
    }

    /**
     * Sends bytes. Everything else is as for a message.
     *
     * @param payload what to send, not copied: it must not be changed before this returns
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @param priority 0, the lowest, to 32,767, the highest
     * @throws IllegalArgumentException if the timeout is negative or the priority out of range
     * @throws io.sluice.errno.ErrnoException as for a message
     */
    public suspend fun send(payload: ByteArray, timeout: Duration = Duration.INFINITE, priority: Int = 0) {
        send(PosixMessage.of(payload, priority), timeout)
    }

    /**
     * Sends a message, waiting for room until a time on the wall clock, as `mq_timedsend(3)` does: a step of the clock
     * moves the end. Everything else is as for a timeout.
     *
     * @param message what to send
     * @param deadline until when to wait; where there is room the message is sent, also when this is past
     * @throws io.sluice.errno.ErrnoException as for a timeout
     * @see PosixMqSender.sendUntil
     */
    public suspend fun sendUntil(message: PosixMessage, deadline: Instant) {
        sender.sendUntil(message, deadline).awaitSingleOrNull()
    }

    /** Says what the sender says. */
    override fun toString(): String = sender.toString()
}
