@file:JvmName("PosixMqNamesExtensions")

package io.sluice.kotlin

import io.sluice.reactor.mqueue.PosixMqNames

/**
 * Waits until there is a queue with a name. Returns at once if there is one, also where this user may not open it.
 * Cancelling the coroutine ends the wait; `withTimeout` bounds it.
 *
 * The queue may be unlinked again before it can be opened. A [io.sluice.reactor.mqueue.NamedPosixMqReceiver] and a
 * [io.sluice.reactor.mqueue.NamedPosixMqSender] then wait for the next one.
 *
 * @param name the name, with its slash, such as `/orders`
 * @throws IllegalArgumentException if the name is not one
 * @throws java.util.concurrent.RejectedExecutionException if the event loop is closed
 * @see PosixMqNames.awaitQueue
 */
public suspend fun PosixMqNames.awaitName(name: String) {
    awaitQueue(name).firstOrNull()
}
