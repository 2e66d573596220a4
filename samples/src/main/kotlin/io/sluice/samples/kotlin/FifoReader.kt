@file:JvmName("FifoReader")

package io.sluice.samples.kotlin

import io.sluice.kotlin.records
import io.sluice.pipe.Fifo
import io.sluice.reactor.pipe.Framing
import io.sluice.reactor.pipe.PipeReceiver
import java.nio.file.Path
import kotlinx.coroutines.runBlocking

internal const val FIFO = "/tmp/sluice-fifo"

/**
 * Prints the lines that strangers write to a FIFO, until the last of them has left. `FifoWriter` is one of them, and so
 * is `echo hello > /tmp/sluice-fifo`.
 */
fun main(args: Array<String>): Unit = runBlocking {
    val path = Path.of(args.firstOrNull() ?: FIFO)
    Fifo.createIfMissing(path)
    try {
        PipeReceiver.open(path, Framing.text(Framing.lines(), Charsets.UTF_8)).use { lines ->
            println("reading $path")
            lines.records().collect(::println)
        }
    } finally {
        Fifo.remove(path)
    }
    println("the last writer has left")
}
