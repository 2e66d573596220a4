@file:JvmName("WatchChildren")

package io.sluice.samples.kotlin

import io.sluice.kotlin.awaitStatus
import io.sluice.process.ExitStatus
import io.sluice.reactor.process.Processes
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private val COMMANDS = listOf("sleep 0.6", "sleep 0.4; exit 3", "sleep 0.2; kill -TERM $$")

/** Starts children and learns how each of them ends, in the order of their ends, without a thread for each. */
fun main(): Unit = runBlocking {
    val processes = Processes.create()
    for (command in COMMANDS) {
        launch {
            val child = ProcessBuilder("sh", "-c", command).inheritIO().start()
            println("$command: ${describe(processes.awaitStatus(child))}")
        }
    }
}

private fun describe(status: ExitStatus): String =
    when (status) {
        is ExitStatus.Exited -> "exited with ${status.code()}"
        is ExitStatus.Killed -> "killed by ${status.signalName()}"
        is ExitStatus.Unknown -> "ended, and this kernel does not say how"
    }
