@file:JvmName("SysvMqReceiverExtensions")

package io.sluice.kotlin

import io.sluice.codec.MessageCodec
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.sysvmsg.SysvMessage
import io.sluice.sysvmsg.TypeSelector
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow

/**
 * Receives the messages that a selector means, without end.
 *
 * A message is taken from the kernel when the collector wants it and not before. While it waits, or [buffer] has room,
 * one pooled thread is blocked in `msgrcv(2)`; otherwise there is none. Everything else is as for a POSIX queue's
 * [messages].
 *
 * @param selector which messages are meant; all of them where this is not given
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @throws IllegalArgumentException if the buffer is negative
 * @see SysvMqReceiver.receive
 */
public fun SysvMqReceiver.messages(selector: TypeSelector = TypeSelector.any(), buffer: Int = 0): Flow<SysvMessage> =
    receive(selector).asDemandFlow(buffer)

/**
 * Receives what is there and completes when no message is left that the selector means, as for a graceful drain.
 * Everything else is as for [messages].
 *
 * @param selector which messages are meant; all of them where this is not given
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @throws IllegalArgumentException if the buffer is negative
 * @see SysvMqReceiver.receiveUntilEmpty
 */
public fun SysvMqReceiver.messagesUntilEmpty(
    selector: TypeSelector = TypeSelector.any(),
    buffer: Int = 0,
): Flow<SysvMessage> = receiveUntilEmpty(selector).asDemandFlow(buffer)

/**
 * Receives one message that a selector means, waiting for it no longer than a timeout. Where there is one it is
 * received, however short the timeout, and one that was taken is returned although the time is over.
 *
 * Cancelling the coroutine interrupts the waiting thread. A message that was taken and not returned goes to Reactor's
 * discard hook (see [withDiscardHook]).
 *
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @param selector which messages are meant; all of them where this is not given
 * @return the message; null if none came in time, or the queue's handle was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [SysvMqReceiver.receive] fails; a handle that was closed before is a
 *   [io.sluice.errno.ClosedHandleException] (`EBADF`)
 * @see SysvMqReceiver.receiveWithin
 */
public suspend fun SysvMqReceiver.receiveOrNull(
    timeout: Duration,
    selector: TypeSelector = TypeSelector.any(),
): SysvMessage? = receiveWithin(selector, timeout.toJavaDuration()).firstOrNull()

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
 * @param selector which messages are meant; all of them where this is not given
 * @param buffer how many objects may be taken before the collector wants them; 0 or more
 * @return the objects. It fails with [io.sluice.errno.DecodeException] (`EBADMSG`), which has the bytes, if a message
 *   cannot be decoded and this was to fail it, and as [messages]
 * @throws IllegalArgumentException if the buffer is negative
 * @see SysvMqReceiver.receive
 */
public fun <T : Any> SysvMqReceiver.messages(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<SysvMessage> = WhenUndecodable.fail(),
    selector: TypeSelector = TypeSelector.any(),
    buffer: Int = 0,
): Flow<T> = receive(selector, codec, whenUndecodable).asDemandFlow(buffer)

/**
 * Receives what is there, decodes it, and completes when no message is left that the selector means. Everything else is
 * as for [messages] with a codec.
 *
 * @param codec decodes the messages. It must not block
 * @param whenUndecodable what to do with a message that cannot be decoded; the flow fails where this is not given
 * @param selector which messages are meant; all of them where this is not given
 * @param buffer how many objects may be taken before the collector wants them; 0 or more
 * @return the objects
 * @throws IllegalArgumentException if the buffer is negative
 * @see SysvMqReceiver.receiveUntilEmpty
 */
public fun <T : Any> SysvMqReceiver.messagesUntilEmpty(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<SysvMessage> = WhenUndecodable.fail(),
    selector: TypeSelector = TypeSelector.any(),
    buffer: Int = 0,
): Flow<T> = receiveUntilEmpty(selector, codec, whenUndecodable).asDemandFlow(buffer)

/**
 * Receives one message and decodes it, waiting for it no longer than a timeout. One that cannot be decoded and is not
 * to fail this is no result: the next one is waited for, within the same time. Everything else is as for
 * [receiveOrNull] without a codec.
 *
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @param codec decodes the message. It must not block
 * @param whenUndecodable what to do with a message that cannot be decoded; it is an error where this is not given
 * @param selector which messages are meant; all of them where this is not given
 * @return the object; null if none came in time, or the queue's handle was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [SysvMqReceiver.receiveWithin] fails; a message that cannot be decoded is a
 *   [io.sluice.errno.DecodeException] (`EBADMSG`)
 * @see SysvMqReceiver.receiveWithin
 */
public suspend fun <T : Any> SysvMqReceiver.receiveOrNull(
    timeout: Duration,
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<SysvMessage> = WhenUndecodable.fail(),
    selector: TypeSelector = TypeSelector.any(),
): T? = receiveWithin(selector, timeout.toJavaDuration(), codec, whenUndecodable).firstOrNull()
