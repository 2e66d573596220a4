@file:JvmName("RingSenderExtensions")

package io.sluice.kotlin

import io.sluice.reactor.ring.RingSender
import io.sluice.ring.RingMessage
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.reactor.awaitSingleOrNull

/**
 * Gives [RingSender] to coroutines: where the Java class has a `Mono`, the functions of the result suspend.
 *
 * @return a view of this sender, which adds no state. Sends of both are in one order
 */
public fun RingSender.asSuspending(): SuspendingRingSender = SuspendingRingSender(this)

/**
 * Sends to a ring, and suspends until a message is there. [asSuspending] makes one.
 *
 * A call cannot be mistaken for a `Mono` that nobody has subscribed to: it suspends or does not compile.
 *
 * @see RingSender
 */
public class SuspendingRingSender internal constructor(private val sender: RingSender) {
    /**
     * Sends a message, waiting for room no longer than a timeout. Where there is room it is sent, however short the
     * timeout.
     *
     * Returns when the message is in the ring, and throws when it is not and will not be. Cancelling the coroutine ends
     * the wait before `cancel` returns. A send that was cancelled may have put its message into the ring just before;
     * it never does so later.
     *
     * @param message what to send
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative
     * @throws io.sluice.errno.SendTimeoutException if no room came in time (`ETIMEDOUT`)
     * @throws io.sluice.errno.MessageTooLargeException if the message is longer than an eighth of the capacity
     *   (`EMSGSIZE`)
     * @throws io.sluice.errno.RingCorruptedException if another process has written over the positions of the ring
     *   (`EBADMSG`)
     * @throws io.sluice.errno.ClosedHandleException if the producer or its ring is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException if another process has cut the ring off (`EFAULT`)
     */
    public suspend fun send(message: RingMessage, timeout: Duration = Duration.INFINITE) {
        sender.send(message, timeout.toJavaDuration()).awaitSingleOrNull()
    }

    /**
     * Sends a text in UTF-8, without a terminating zero byte. Everything else is as for a message.
     *
     * @param type its type, 1 or more
     * @param text what to send
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative or the type not positive
     * @throws io.sluice.errno.ErrnoException as for a message
     */
    public suspend fun send(type: Int, text: String, timeout: Duration = Duration.INFINITE) {
        send(RingMessage.ofText(type, text), timeout)
    }

    /**
     * Sends bytes. Everything else is as for a message.
     *
     * @param type its type, 1 or more
     * @param payload what to send, not copied: it must not be changed before this returns
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative or the type not positive
     * @throws io.sluice.errno.ErrnoException as for a message
     */
    public suspend fun send(type: Int, payload: ByteArray, timeout: Duration = Duration.INFINITE) {
        send(RingMessage.of(type, payload), timeout)
    }

    /** Says what the sender says. */
    override fun toString(): String = sender.toString()
}
