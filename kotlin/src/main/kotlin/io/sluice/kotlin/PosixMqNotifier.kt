@file:JvmName("PosixMqNotifierExtensions")

package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMqNotification
import io.sluice.reactor.mqueue.PosixMqNotifier
import kotlinx.coroutines.flow.Flow

/**
 * Notifies each time a message comes into the empty queue, and at first where messages are there already. What comes
 * while the collector is busy is one element later.
 *
 * A collector holds the queue's one notification slot from the start of the collection to its end, and when the
 * cancelled coroutine has completed the slot is free.
 *
 * @return [PosixMqNotification.MESSAGE_ARRIVED] each time. It completes and fails as [PosixMqNotifier.notifications]
 *   does
 * @see PosixMqNotifier.notifications
 */
public fun PosixMqNotifier.arrivals(): Flow<PosixMqNotification> = notifications().asDemandFlow(buffer = 0)

/**
 * Receives without end: waits to be notified, takes messages as the collector wants them until there are none, and
 * waits again. Never competes with a reader that is blocked in `mq_receive(3)`. Demand and cancellation are as for a
 * receiver's [messages].
 *
 * @param buffer how many messages may be taken before the collector wants them; 0 or more
 * @throws IllegalArgumentException if the buffer is negative
 * @see PosixMqNotifier.receive
 */
public fun PosixMqNotifier.messages(buffer: Int = 0): Flow<PosixMessage> = receive().asDemandFlow(buffer)
