@file:JvmName("KilledHolder")

package io.sluice.samples.kotlin

import io.sluice.kotlin.SuspendingSemaphoreAcquirer
import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.awaitExit
import io.sluice.reactor.process.Processes
import io.sluice.reactor.semaphore.SemaphoreAcquirer
import io.sluice.samples.support.OtherJvm
import io.sluice.semaphore.SemaphoreOperation
import io.sluice.semaphore.SysvSemaphoreSet
import io.sluice.sysvipc.IpcKey
import java.lang.invoke.MethodHandles
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking

private const val WITH_UNDO = 0
private const val WITHOUT = 1
private val PATIENCE = 60.seconds
private val THIS_CLASS: String = MethodHandles.lookup().lookupClass().name

/**
 * Two processes hold a permit of a System V semaphore each, and are killed. The permit that was taken with undo comes
 * back, and the other one is lost. A holder gets the id of the set and the index of its semaphore.
 */
fun main(args: Array<String>): Unit = runBlocking {
    if (args.size == 2) return@runBlocking hold(args[0].toInt(), args[1].toInt())
    SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1, 1).create().use { set ->
        try {
            killHolder(set, WITH_UNDO)
            // Nobody has to know that a holder was killed: who waits has the permit.
            acquirer(set, WITH_UNDO).withPermit(PATIENCE) { println("with undo: the permit came back") }
            killHolder(set, WITHOUT)
            println("without undo: ${set.value(WITHOUT)} permits are left")
        } finally {
            set.remove()
        }
    }
}

private fun acquirer(set: SysvSemaphoreSet, index: Int): SuspendingSemaphoreAcquirer {
    val take = SemaphoreOperation.take(index, 1)
    return SemaphoreAcquirer.create(set, if (index == WITH_UNDO) take.withUndo() else take).asSuspending()
}

/** Prints that it has the permit, and never gives it back. */
private suspend fun hold(id: Int, index: Int) {
    SysvSemaphoreSet.openById(id).use { set ->
        acquirer(set, index).withPermit(PATIENCE) {
            println("holds")
            delay(PATIENCE)
        }
    }
}

private suspend fun killHolder(set: SysvSemaphoreSet, index: Int) {
    val holder = OtherJvm.builder(THIS_CLASS, "${set.id()}", "$index").start()
    try {
        println("process $index ${holder.inputReader().readLine()}")
    } finally {
        holder.destroyForcibly() // with SIGKILL
    }
    Processes.create().awaitExit(holder)
}
