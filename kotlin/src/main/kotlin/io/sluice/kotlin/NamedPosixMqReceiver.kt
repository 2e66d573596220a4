@file:JvmName("NamedPosixMqReceiverExtensions")

package io.sluice.kotlin

import io.sluice.codec.MessageCodec
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.mqueue.NamedPosixMqReceiver
import kotlinx.coroutines.flow.Flow

/**
 * Receives without end from whatever queue has the name. While there is none, the collector waits for one. When a queue
 * is unlinked, the collector gets what is left in it, and then the messages of the queue that takes its place.
 *
 * Demand, cancellation and the discard hook are as for [messages] of a receiver on one queue. The flow completes when
 * the receiver is stopped, and fails as [NamedPosixMqReceiver.receive] does.
 *
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @throws IllegalArgumentException if the buffer is negative
 * @see NamedPosixMqReceiver.receive
 */
public fun NamedPosixMqReceiver.messages(buffer: Int = 0): Flow<PosixMessage> = receive().asDemandFlow(buffer)

/**
 * Receives without end, and decodes each message. Everything else is as for [messages] without a codec.
 *
 * A message that cannot be decoded has left its queue already. [whenUndecodable] says what becomes of it: the flow
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
 * @see NamedPosixMqReceiver.receive
 */
public fun <T : Any> NamedPosixMqReceiver.messages(
    codec: MessageCodec<T>,
    whenUndecodable: WhenUndecodable<PosixMessage> = WhenUndecodable.fail(),
    buffer: Int = 0,
): Flow<T> = receive(codec, whenUndecodable).asDemandFlow(buffer)
