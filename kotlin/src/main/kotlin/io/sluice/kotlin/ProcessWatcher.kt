@file:JvmName("ProcessWatcherExtensions")

package io.sluice.kotlin

import io.sluice.process.ExitStatus
import io.sluice.reactor.process.ProcessWatcher

/**
 * Waits for the exit. The parent may not have waited for the process yet.
 *
 * Cancelling the coroutine ends the wait. The process goes on, and stays open here.
 *
 * @throws io.sluice.errno.ClosedHandleException if the process was closed here, before or during the wait (`EBADF`)
 * @throws java.util.concurrent.RejectedExecutionException if the event loop is closed
 * @see ProcessWatcher.exited
 */
public suspend fun ProcessWatcher.awaitExit() {
    exited().firstOrNull()
}

/**
 * Waits until it is known how the process ended: until its parent has waited for it, and no longer than the
 * `reapTimeout` of the options after the exit. Cancel and errors are as for [awaitExit].
 *
 * @return the status; [ExitStatus.Unknown] if the kernel does not say how the process ended
 * @see ProcessWatcher.status
 */
public suspend fun ProcessWatcher.awaitStatus(): ExitStatus =
    checkNotNull(status().firstOrNull()) { "an exit has a status" }
