@file:JvmName("FifoWriter")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.pipe.Fifo
import io.sluice.reactor.pipe.PipeSender
import java.nio.file.Path
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.runBlocking

private val PATIENCE = 1.minutes

/**
 * Writes three lines to a FIFO for a stranger to read, such as `FifoReader` or `cat /tmp/sluice-fifo`. Either of them
 * may start first.
 */
fun main(args: Array<String>): Unit = runBlocking {
    val path = Path.of(args.firstOrNull() ?: FIFO)
    Fifo.createIfMissing(path)
    PipeSender.create(path).asSuspending().use { sender ->
        for (number in 1..3) {
            sender.send("line $number of process ${ProcessHandle.current().pid()}\n", PATIENCE)
        }
    }
    println("three lines written to $path")
}
