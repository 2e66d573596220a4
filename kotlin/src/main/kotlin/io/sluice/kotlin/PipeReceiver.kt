@file:JvmName("PipeReceiverExtensions")

package io.sluice.kotlin

import io.sluice.reactor.pipe.ChildProcess
import io.sluice.reactor.pipe.PipeReceiver
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map

/**
 * Receives records. The pipe is read when the collector wants the next record and not before: while it works on one,
 * the others stay in the pipe, and when that is full, its writers wait in `write(2)`.
 *
 * Collectors compete: each record goes to one of them. Cancelling the coroutine ends the wait. What was read and is in
 * no record yet stays in the receiver for the next collector. A record that no collector has seen goes to Reactor's
 * discard hook (see [withDiscardHook]).
 *
 * @param buffer how many records may be taken before the collector wants them; 0 or more
 * @return the records. It completes and fails as [PipeReceiver.receive] does
 * @throws IllegalArgumentException if the buffer is negative
 * @see PipeReceiver.receive
 */
public fun <T : Any> PipeReceiver<T>.records(buffer: Int = 0): Flow<T> = receive().asDemandFlow(buffer)

/**
 * Receives the records of a FIFO in a flow for each time that writers come and leave. Each inner flow must be
 * collected, once; the next one comes when it has ended. Everything else is as for [records].
 *
 * @return the sessions. It completes and fails as [PipeReceiver.sessions] does
 * @see PipeReceiver.sessions
 */
public fun <T : Any> PipeReceiver<T>.sessionFlows(): Flow<Flow<T>> =
    sessions().asDemandFlow(buffer = 0).map { it.asDemandFlow(buffer = 0) }

/**
 * Waits for the exit of the program. Cancelling the coroutine leaves the program as it is.
 *
 * @return the exit status, 128 plus the signal's number where a signal has ended the program
 * @see ChildProcess.exit
 */
public suspend fun ChildProcess.awaitExit(): Int = checkNotNull(exit().firstOrNull()) { "an exit has a status" }
