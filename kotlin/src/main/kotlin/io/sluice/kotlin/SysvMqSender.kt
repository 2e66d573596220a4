@file:JvmName("SysvMqSenderExtensions")

package io.sluice.kotlin

import io.sluice.reactor.sysvmsg.SysvMqSender
import io.sluice.sysvmsg.SysvMessage
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.reactor.awaitSingleOrNull

/**
 * Sends a message, waiting for room no longer than a timeout. Where there is room it is sent, however short the
 * timeout.
 *
 * Returns when the message is in the queue, and throws when it is not and will not be. Cancelling the coroutine calls
 * the thread back that waits in `msgsnd(2)`, before `cancel` returns. A send that was cancelled may have put its
 * message into the queue just before; it never does so later.
 *
 * Without a timeout this is [SysvMqSender.send] of the Java API, which gives a `Mono` and sends nothing by itself: wait
 * without end with [Duration.INFINITE].
 *
 * @param message what to send
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
 *   without end
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.SendTimeoutException if no room came in time (`ETIMEDOUT`)
 * @throws io.sluice.errno.MessageTooLargeException if the message is longer than `msgmax` or the whole queue
 *   (`EMSGSIZE`)
 * @throws io.sluice.errno.QueueRemovedException if the queue is or was removed (`EINVAL`, `EIDRM`)
 * @throws io.sluice.errno.ClosedHandleException if the queue's handle is or was closed (`EBADF`)
 * @throws io.sluice.errno.ErrnoException if this user may not send, or the queue was opened for receiving only
 *   (`EACCES`)
 */
public suspend fun SysvMqSender.send(message: SysvMessage, timeout: Duration) {
    send(message, timeout.toJavaDuration()).awaitSingleOrNull()
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
public suspend fun SysvMqSender.send(type: Long, text: String, timeout: Duration) {
    send(SysvMessage.ofText(type, text), timeout)
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
public suspend fun SysvMqSender.send(type: Long, payload: ByteArray, timeout: Duration) {
    send(SysvMessage.of(type, payload), timeout)
}
