@file:JvmName("RingReceiverExtensions")

package io.sluice.kotlin

import io.sluice.codec.MessageCodec
import io.sluice.reactor.codec.WhenUndecodable
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
 * @return the objects. It fails with [io.sluice.errno.DecodeException] (`EBADMSG`) if the decoder throws something, and
 *   as [messages]
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

/**
 * Receives without end, and decodes each message. Everything else is as for [messages] without a codec.
 *
 * A message that cannot be decoded has left the ring already. [whenUndecodable] says what becomes of it: the flow
 * fails, skips it, or waits until a dead letter has arrived. Such a message is no element, and another one is taken in
 * its place. With dead letters the flow takes one message at a time, and cancelling the coroutine takes back a letter
 * that is on its way: its message goes to the discard hook.
 *
 * @param codec decodes the messages, on the thread that signals them. It must not block
 * @param whenUndecodable what to do with a message that cannot be decoded; the flow fails where this is not given
 * @param buffer how many objects may be taken before the collector wants them; 0 or more
 * @return the objects. It fails with [io.sluice.errno.DecodeException] (`EBADMSG`), which has the bytes, if a message
 *   cannot be decoded and this was to fail it, and as [messages]
 * @throws IllegalArgumentException if the buffer is negative
 * @see RingReceiver.receive
 */
public fun <T : Any> RingReceiver.messages(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<RingMessage> = WhenUndecodable.fail(),
    buffer: Int = 0,
): Flow<T> = receive(codec, whenUndecodable).asDemandFlow(buffer)

/**
 * Receives what is there, decodes it, and completes when no message is left. Everything else is as for [messages] with
 * a codec.
 *
 * @param codec decodes the messages. It must not block
 * @param whenUndecodable what to do with a message that cannot be decoded; the flow fails where this is not given
 * @param buffer how many objects may be taken before the collector wants them; 0 or more
 * @return the objects
 * @throws IllegalArgumentException if the buffer is negative
 * @see RingReceiver.receiveUntilEmpty
 */
public fun <T : Any> RingReceiver.messagesUntilEmpty(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<RingMessage> = WhenUndecodable.fail(),
    buffer: Int = 0,
): Flow<T> = receiveUntilEmpty(codec, whenUndecodable).asDemandFlow(buffer)

/**
 * Receives one message and decodes it, waiting for it no longer than a timeout. One that cannot be decoded and is not
 * to fail this is no result: the next one is waited for, within the same time. Everything else is as for
 * [receiveOrNull] without a codec.
 *
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @param codec decodes the message. It must not block
 * @param whenUndecodable what to do with a message that cannot be decoded; it is an error where this is not given
 * @return the object; null if none came in time, or the consumer was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [RingReceiver.receiveWithin] fails; a message that cannot be decoded is a
 *   [io.sluice.errno.DecodeException] (`EBADMSG`)
 * @see RingReceiver.receiveWithin
 */
public suspend fun <T : Any> RingReceiver.receiveOrNull(
    timeout: Duration,
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<RingMessage> = WhenUndecodable.fail(),
): T? = receiveWithin(timeout.toJavaDuration(), codec, whenUndecodable).firstOrNull()
