@file:JvmName("NamedPosixMqReceiverExtensions")

package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
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
