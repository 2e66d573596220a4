@file:JvmName("SignalReceiverExtensions")

package io.sluice.kotlin

import io.sluice.reactor.signal.SignalReceiver
import io.sluice.signal.CaughtSignal
import kotlinx.coroutines.flow.Flow

/**
 * Receives signals without end. A signal is read when the collector wants the next one and not before: until then it
 * stays pending in the kernel.
 *
 * Collectors compete: each signal goes to one of them. Cancelling the coroutine leaves pending signals to the next
 * collector. A signal that was read and that no collector has seen goes to Reactor's discard hook (see
 * [withDiscardHook]).
 *
 * @param buffer how many signals may be read before the collector wants them; 0 or more
 * @return the signals. It completes when the receiver is stopped, and fails as [SignalReceiver.receive] does
 * @throws IllegalArgumentException if the buffer is negative
 * @see SignalReceiver.receive
 */
public fun SignalReceiver.signals(buffer: Int = 0): Flow<CaughtSignal> = receive().asDemandFlow(buffer)
