@file:JvmName("ProcessesExtensions")

package io.sluice.kotlin

import io.sluice.process.ExitStatus
import io.sluice.reactor.process.Processes

/**
 * Waits for the exit of the process that has an id when this is called. From then on it is the same process, whoever
 * gets its id later. The parent may not have waited for the process yet.
 *
 * Cancelling the coroutine ends the wait and closes the descriptor of the process. The process goes on.
 *
 * @param pid the id
 * @throws IllegalArgumentException if no process can have the id: it is zero, negative, or 2^31 or more
 * @throws io.sluice.errno.NoSuchProcessException if there is no process with the id (`ESRCH`)
 * @throws io.sluice.errno.ErrnoException as [io.sluice.process.WatchedProcess.open] fails
 * @throws java.util.concurrent.RejectedExecutionException if the event loop is closed
 * @see Processes.exited
 */
public suspend fun Processes.awaitExit(pid: Long) {
    exited(pid).firstOrNull()
}

/**
 * Waits for the exit of a process, never of another one that got its id. Cancel and errors are as for an id.
 *
 * @param process the process, such as [Process.toHandle]
 * @throws io.sluice.errno.NoSuchProcessException if it has ended and was reaped before (`ESRCH`)
 * @see Processes.exited
 */
public suspend fun Processes.awaitExit(process: ProcessHandle) {
    exited(process).firstOrNull()
}

/**
 * Waits for the exit of a child of this JVM, which may have exited before. Cancel and errors are as for an id, but for
 * [io.sluice.errno.NoSuchProcessException], which never comes.
 *
 * @param child the child
 * @see Processes.exited
 */
public suspend fun Processes.awaitExit(child: Process) {
    exited(child).firstOrNull()
}

/**
 * Waits until it is known how the process that has an id when this is called ended: until its parent has waited for it,
 * and no longer than the `reapTimeout` of the options after the exit. Cancel and errors are as for [awaitExit].
 *
 * @param pid the id
 * @return the status; [ExitStatus.Unknown] if the kernel does not say how the process ended
 * @see Processes.status
 */
public suspend fun Processes.awaitStatus(pid: Long): ExitStatus =
    checkNotNull(status(pid).firstOrNull()) { "an exit has a status" }

/**
 * Waits until it is known how a process ended, never another one that got its id. Everything else is as for an id.
 *
 * @param process the process, such as [Process.toHandle]
 * @return the status; [ExitStatus.Unknown] if the kernel does not say how the process ended
 * @throws io.sluice.errno.NoSuchProcessException if it has ended and was reaped before (`ESRCH`)
 * @see Processes.status
 */
public suspend fun Processes.awaitStatus(process: ProcessHandle): ExitStatus =
    checkNotNull(status(process).firstOrNull()) { "an exit has a status" }

/**
 * Waits until it is known how a child of this JVM ended, which may have been before. Everything else is as for
 * [awaitExit].
 *
 * @param child the child
 * @return the status; [ExitStatus.Unknown] if the kernel does not say how the child ended, and its exit value may be an
 *   exit code as well as a signal
 * @see Processes.status
 */
public suspend fun Processes.awaitStatus(child: Process): ExitStatus =
    checkNotNull(status(child).firstOrNull()) { "an exit has a status" }
