@file:JvmName("MutualExclusion")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.awaitExit
import io.sluice.reactor.process.Processes
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import io.sluice.samples.support.CDaemon
import io.sluice.samples.support.NamedSemaphore
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteExisting
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

private const val TIMES = 200
private val PATIENCE = 20.seconds

/**
 * A C program and this one add to the number in a file. A semaphore with one permit lets in one of them at a time:
 * `counter.c`. Counts to 400, half of the way in each program.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    val name = "/sluice-counter-${ProcessHandle.current().pid()}"
    val file = createTempFile("sluice-counter-", ".txt")
    file.writeText("0")
    try {
        NamedSemaphore.create(name, 1).use { one ->
            CDaemon.start("counter", name, file.toString(), "$TIMES").use { counter ->
                val acquirer = SemaphoreAcquirer.create(one.semaphore()).asSuspending()
                withTimeout(PATIENCE) {
                    repeat(TIMES) {
                        acquirer.withPermit(Duration.INFINITE) {
                            withContext(Dispatchers.IO) { file.writeText("${file.readText().trim().toInt() + 1}") }
                        }
                    }
                    Processes.create().awaitExit(counter.process())
                }
                println("the number is ${file.readText().trim()}")
            }
        }
    } finally {
        file.deleteExisting()
    }
}
