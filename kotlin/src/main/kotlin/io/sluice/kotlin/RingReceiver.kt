@file:JvmName("RingReceiverExtensions")

package io.sluice.kotlin

import io.sluice.reactor.ring.RingReceiver
import io.sluice.ring.RingDecoder
import io.sluice.ring.RingMessage
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow

/**
 * Receives messages without end, each as a copy.
 *
 * A message is taken from the ring when the collector wants it and not before: while it works on one, the others stay
 * in the ring, and when that is full, its producers wait or are refused. While the collector waits, or [buffer] has
 * room, one pooled thread spins for some microseconds and then sleeps; otherwise there is none.
 *
 * Collectors compete: each message goes to one of them. Cancelling the coroutine ends the wait before `cancel` returns.
 * A message that was taken and that no collector has seen goes to Reactor's discard hook (see [withDiscardHook]).
 *
 * @param buffer how many messages may be taken before the collector wants them; 0 or more. With some hundred, the
 *   waiting thread and the collector's dispatcher work at the same time, instead of handing over one message after the
 *   other
 * @return the messages. It completes when the consumer or its ring is closed, and fails as [RingReceiver.receive] does
 * @throws IllegalArgumentException if the buffer is negative
 * @see RingReceiver.receive
 */
public fun RingReceiver.messages(buffer: Int = 0): Flow<RingMessage> = receive().asDemandFlow(buffer)

/**
 * Receives what is there and completes when no message is left, as for a graceful drain. Does not wait. Everything else
 * is as for [messages].
 *
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @return the messages
 * @throws IllegalArgumentException if the buffer is negative
 * @see RingReceiver.receiveUntilEmpty
 */
public fun RingReceiver.messagesUntilEmpty(buffer: Int = 0): Flow<RingMessage> =
    receiveUntilEmpty().asDemandFlow(buffer)

/**
 * Receives one message, waiting for it no longer than a timeout. Where there is one it is received, however short the
 * timeout, and one that was taken is returned although the time is over.
 *
 * Cancelling the coroutine ends the wait. A message that was taken and not returned goes to Reactor's discard hook (see
 * [withDiscardHook]).
 *
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @return the message; null if none came in time, or the consumer was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [RingReceiver.receive] fails; a consumer that was closed before is a
 *   [io.sluice.errno.ClosedHandleException] (`EBADF`)
 * @see RingReceiver.receiveWithin
 */
public suspend fun RingReceiver.receiveOrNull(timeout: Duration): RingMessage? =
    receiveWithin(timeout.toJavaDuration()).firstOrNull()

/**
 * Receives messages without end, and makes an object of each without a copy of its bytes. Everything else is as for
 * [messages].
 *
 * @param decoder makes an object of each message, of which the bytes are lent to it for this call. It runs on the
 *   thread that takes the message, and may not suspend
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @return the objects. It fails with [io.sluice.errno.DecodeException] (`EBADMSG`) if the decoder throws an exception,
 *   and as [messages]
 * @throws IllegalArgumentException if the buffer is negative
 * @see RingReceiver.receive
 */
public fun <T : Any> RingReceiver.decodedMessages(buffer: Int = 0, decoder: RingDecoder<T>): Flow<T> =
    receive(decoder).asDemandFlow(buffer)

/**
 * Receives what is there, makes an object of each message without a copy of its bytes, and completes when no message is
 * left. Does not wait. Everything else is as for [decodedMessages].
 *
 * @param decoder makes an object of each message
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @return the objects
 * @throws IllegalArgumentException if the buffer is negative
 * @see RingReceiver.receiveUntilEmpty
 */
public fun <T : Any> RingReceiver.decodedMessagesUntilEmpty(buffer: Int = 0, decoder: RingDecoder<T>): Flow<T> =
    receiveUntilEmpty(decoder).asDemandFlow(buffer)
