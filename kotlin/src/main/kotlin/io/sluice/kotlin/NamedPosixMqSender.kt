@file:JvmName("NamedPosixMqSenderExtensions")

package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.NamedPosixMqSender
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.reactor.awaitSingleOrNull

/**
 * Gives [NamedPosixMqSender] to coroutines: where the Java class has a `Mono`, the functions of the result suspend.
 *
 * @return a view of this sender, which adds no state. Sends of both are in one order
 */
public fun NamedPosixMqSender.asSuspending(): SuspendingNamedPosixMqSender = SuspendingNamedPosixMqSender(this)

/**
 * Sends to a POSIX queue of a name, and suspends until a message is there. [asSuspending] makes one.
 *
 * A call cannot be mistaken for a `Mono` that nobody has subscribed to: it suspends or does not compile.
 *
 * @see NamedPosixMqSender
 */
public class SuspendingNamedPosixMqSender internal constructor(private val sender: NamedPosixMqSender) : AutoCloseable {
    /**
     * Sends a message to whatever queue has the name, waiting for a queue and for room in it no longer than a timeout.
     *
     * Returns when the message is in a queue, and throws when it is not and will not be. Cancelling the coroutine
     * cancels the send. A send that was cancelled may have put its message into a queue just before.
     *
     * @param message what to send
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.SendTimeoutException if there was no queue, or no room in it, in time (`ETIMEDOUT`)
     * @throws io.sluice.errno.MessageTooLargeException if the message is longer than `mq_msgsize` (`EMSGSIZE`)
     * @throws io.sluice.errno.ClosedHandleException if the sender is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException if this user may not open the queue (`EACCES`), or the kernel refuses
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

    /** Closes the sender. */
    override fun close(): Unit = sender.close()

    /** Says what the sender says. */
    override fun toString(): String = sender.toString()
}
