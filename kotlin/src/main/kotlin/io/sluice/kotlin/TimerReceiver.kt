@file:JvmName("TimerReceiverExtensions")

package io.sluice.kotlin

import io.sluice.reactor.timerfd.TimerExpirations
import io.sluice.reactor.timerfd.TimerReceiver
import io.sluice.reactor.timerfd.TimerSignal
import kotlinx.coroutines.flow.Flow

/**
 * Receives all that the timer reports, expirations and steps of the wall clock. The timer is read when the collector
 * wants the next signal and not before: what it misses is a number in the kernel.
 *
 * Collectors compete: each expiration goes to one of them. Cancelling the coroutine leaves the timer as it is.
 *
 * @return the signals. It completes when the timer is closed, and fails as [TimerReceiver.receive] does
 * @see TimerReceiver.receive
 */
public fun TimerReceiver.signals(): Flow<TimerSignal> = receive().asDemandFlow(buffer = 0)

/**
 * Receives the expirations only; steps of the wall clock are passed over. Everything else is as for [signals].
 *
 * @return the expirations
 * @see TimerReceiver.expirations
 */
public fun TimerReceiver.ticks(): Flow<TimerExpirations> = expirations().asDemandFlow(buffer = 0)
