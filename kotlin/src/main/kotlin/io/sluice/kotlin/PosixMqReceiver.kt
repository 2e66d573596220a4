@file:JvmName("PosixMqReceiverExtensions")

package io.sluice.kotlin

import io.sluice.codec.MessageCodec
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageDecoder
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.mqueue.PosixMqReceiver
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow

/**
 * Receives without end, the oldest message of the highest priority first.
 *
 * A message is taken from the kernel when the collector wants it and not before: while it works on one, the others stay
 * in the queue, and when that is full, whoever sends to it waits in `mq_send(3)`. `buffer`, `flowOn` with another
 * dispatcher and `flatMapMerge` behind this flow take messages ahead, and what they hold is lost when the collector is
 * cancelled; [buffer] takes ahead as well, and what it holds goes to the discard hook then.
 *
 * Each collector takes messages of its own, and each message goes to exactly one. Cancelling the coroutine ends the
 * wait in the kernel before `cancel` returns, if it waits here. A message that was taken and that no collector has seen
 * goes to Reactor's discard hook (see [withDiscardHook]).
 *
 * The flow collects in the collector's context; the Reactor context there is that of the subscription. It completes
 * when the queue's handle is closed, and fails as [PosixMqReceiver.receive] does.
 *
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @throws IllegalArgumentException if the buffer is negative
 * @see PosixMqReceiver.receive
 */
public fun PosixMqReceiver.messages(buffer: Int = 0): Flow<PosixMessage> = receive().asDemandFlow(buffer)

/**
 * Receives what is there and completes when the queue is empty, as for a graceful drain. Everything else is as for
 * [messages].
 *
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @throws IllegalArgumentException if the buffer is negative
 * @see PosixMqReceiver.receiveUntilEmpty
 */
public fun PosixMqReceiver.messagesUntilEmpty(buffer: Int = 0): Flow<PosixMessage> =
    receiveUntilEmpty().asDemandFlow(buffer)

/**
 * Receives one message, waiting for it no longer than a timeout. Where there is one it is received, however short the
 * timeout, and one that was taken is returned although the time is over: unlike with `withTimeoutOrNull` around it,
 * which cancels.
 *
 * Cancelling the coroutine ends the wait in the kernel. A message that was taken and not returned goes to Reactor's
 * discard hook (see [withDiscardHook]).
 *
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @return the message; null if none came in time, or the queue's handle was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [PosixMqReceiver.receive] fails; a handle that was closed before is a
 *   [io.sluice.errno.ClosedHandleException] (`EBADF`)
 * @see PosixMqReceiver.receiveWithin
 */
public suspend fun PosixMqReceiver.receiveOrNull(timeout: Duration): PosixMessage? =
    receiveWithin(timeout.toJavaDuration()).firstOrNull()

/**
 * Receives without end, and makes an object of each message without a copy of its bytes. Everything else is as for
 * [messages].
 *
 * @param decoder makes an object of each message, of which the bytes are lent to it for this call. It runs on the
 *   thread that takes the message, and may not suspend
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @return the objects. It fails with [io.sluice.errno.DecodeException] (`EBADMSG`) if the decoder throws something, and
 *   as [messages]
 * @throws IllegalArgumentException if the buffer is negative
 * @see PosixMqReceiver.receive
 */
public fun <T : Any> PosixMqReceiver.decodedMessages(buffer: Int = 0, decoder: PosixMessageDecoder<T>): Flow<T> =
    receive(decoder).asDemandFlow(buffer)

/**
 * Receives what is there, makes an object of each message without a copy of its bytes, and completes when the queue is
 * empty. Does not wait. Everything else is as for [decodedMessages].
 *
 * @param decoder makes an object of each message
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @return the objects
 * @throws IllegalArgumentException if the buffer is negative
 * @see PosixMqReceiver.receiveUntilEmpty
 */
public fun <T : Any> PosixMqReceiver.decodedMessagesUntilEmpty(
    buffer: Int = 0,
    decoder: PosixMessageDecoder<T>,
): Flow<T> = receiveUntilEmpty(decoder).asDemandFlow(buffer)

/**
 * Receives without end, and decodes each message. Everything else is as for [messages] without a codec.
 *
 * A message that cannot be decoded has left the queue already. [whenUndecodable] says what becomes of it: the flow
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
 * @see PosixMqReceiver.receive
 */
public fun <T : Any> PosixMqReceiver.messages(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<PosixMessage> = WhenUndecodable.fail(),
    buffer: Int = 0,
): Flow<T> = receive(codec, whenUndecodable).asDemandFlow(buffer)

/**
 * Receives what is there, decodes it, and completes when the queue is empty. Everything else is as for [messages] with
 * a codec.
 *
 * @param codec decodes the messages. It must not block
 * @param whenUndecodable what to do with a message that cannot be decoded; the flow fails where this is not given
 * @param buffer how many objects may be taken before the collector wants them; 0 or more
 * @return the objects
 * @throws IllegalArgumentException if the buffer is negative
 * @see PosixMqReceiver.receiveUntilEmpty
 */
public fun <T : Any> PosixMqReceiver.messagesUntilEmpty(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<PosixMessage> = WhenUndecodable.fail(),
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
 * @return the object; null if none came in time, or the queue's handle was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [PosixMqReceiver.receiveWithin] fails; a message that cannot be decoded is
 *   a [io.sluice.errno.DecodeException] (`EBADMSG`)
 * @see PosixMqReceiver.receiveWithin
 */
public suspend fun <T : Any> PosixMqReceiver.receiveOrNull(
    timeout: Duration,
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<PosixMessage> = WhenUndecodable.fail(),
): T? = receiveWithin(timeout.toJavaDuration(), codec, whenUndecodable).firstOrNull()
