@file:JvmName("TakeTurns")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.awaitExit
import io.sluice.reactor.process.Processes
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import io.sluice.samples.support.CDaemon
import io.sluice.semaphore.PosixSemaphore
import io.sluice.sharedmemory.SharedMemory
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** In C: `struct table { sem_t jvm_may; sem_t c_may; int number; }`, and a `sem_t` has 32 bytes. */
private const val JVM_MAY = 0L
private const val C_MAY = 32L
private const val NUMBER = 64L
private const val TIMES = 3
private val PATIENCE = 20.seconds

/**
 * A C program and this one take turns to count, by two semaphores that have no name: they live in the shared memory,
 * beside the number. Each waits for its own semaphore and posts the other one: `turns.c`. Counts to six.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    val name = "/sluice-turns-${ProcessHandle.current().pid()}"
    try {
        SharedMemory.builder(name).size(4096).create().use { shared ->
            val memory = shared.memory()
            val jvmMay = SemaphoreAcquirer.create(PosixSemaphore.initialize(memory, JVM_MAY, 1)).asSuspending()
            val cMay = PosixSemaphore.initialize(memory, C_MAY, 0)
            CDaemon.start("turns", name, "$TIMES").use { other ->
                withTimeout(PATIENCE) {
                    repeat(TIMES) {
                        jvmMay.acquire(Duration.INFINITE) // and not given back: the other program posts the next one
                        println("JVM: ${memory.addToInt(NUMBER, 1) + 1}")
                        cMay.post()
                    }
                    Processes.create().awaitExit(other.process())
                }
            }
        }
    } finally {
        SharedMemory.unlink(name)
    }
}
