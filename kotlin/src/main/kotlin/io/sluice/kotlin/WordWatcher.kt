@file:JvmName("WordWatcherExtensions")

package io.sluice.kotlin

import io.sluice.reactor.sharedmemory.WordChange
import io.sluice.reactor.sharedmemory.WordWatcher
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow

/**
 * The changes of the word from the start of the collection on, without end. Each has the latest value at the time that
 * the collector wanted it, and how many changes were skipped since the one before.
 *
 * While the collector waits, one pooled thread is blocked in `futex(2)`; otherwise there is none. Cancelling the
 * coroutine ends the wait before `cancel` returns.
 *
 * @return the changes. It completes when the memory is closed, and fails as [WordWatcher.changes] does
 * @see WordWatcher.changes
 */
public fun WordWatcher.wordChanges(): Flow<WordChange> = changes().asDemandFlow(buffer = 0)

/**
 * Waits until the word has another value than the expected one, no longer than a timeout. Where it has another one now,
 * that is returned, however short the timeout. Cancelling the coroutine ends the wait.
 *
 * @param expected the value to wait for the end of
 * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to look once, [Duration.INFINITE] to wait
 *   without end
 * @return the value that was found; null if there was no change in time, or the memory was closed meanwhile
 * @throws IllegalArgumentException if the timeout is negative
 * @throws io.sluice.errno.ErrnoException as [WordWatcher.changes] fails; memory that was closed before is a
 *   [io.sluice.errno.ClosedHandleException] (`EBADF`)
 * @see WordWatcher.awaitChange
 */
public suspend fun WordWatcher.awaitChangeOrNull(expected: Int, timeout: Duration): Int? =
    awaitChange(expected, timeout.toJavaDuration()).firstOrNull()
