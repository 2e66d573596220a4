@file:JvmName("UnlinkAtTheEnd")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import io.sluice.samples.support.CleanUp
import io.sluice.semaphore.PosixSemaphore
import kotlin.time.Duration
import kotlinx.coroutines.runBlocking

/**
 * A semaphore stays in `/dev/shm` until somebody unlinks it. Whoever has created it does so at the end, also when
 * Ctrl-C or SIGTERM ends the JVM. Waits until another process posts: `sluice semaphore post NAME`.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-stop-${ProcessHandle.current().pid()}"
    // The clean-up runs at its close, or in a shutdown hook.
    CleanUp().use { cleanUp ->
        cleanUp.step({ PosixSemaphore.builder(name).value(0).create() }, ::unlink).use { stop ->
            println("a post of $name ends this program")
            SemaphoreAcquirer.create(stop).asSuspending().acquire(Duration.INFINITE)
            println("somebody has posted")
        }
    }
}

/** Leaves the handle open: in a shutdown hook, the main thread still waits at it. */
private fun unlink(semaphore: PosixSemaphore) {
    PosixSemaphore.unlink(semaphore.name())
    println("${semaphore.name()} is unlinked")
}
