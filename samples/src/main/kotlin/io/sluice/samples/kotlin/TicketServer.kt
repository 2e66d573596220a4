@file:JvmName("TicketServer")

package io.sluice.samples.kotlin

import io.sluice.errno.ErrnoException
import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.awaitExit
import io.sluice.kotlin.records
import io.sluice.pipe.Fifo
import io.sluice.reactor.pipe.Framing
import io.sluice.reactor.pipe.PartialRecordException
import io.sluice.reactor.pipe.PipeReceiver
import io.sluice.reactor.pipe.PipeReceiverOptions
import io.sluice.reactor.pipe.PipeSender
import io.sluice.reactor.pipe.WhenWritersLeft
import io.sluice.reactor.process.Processes
import io.sluice.samples.support.CDaemon
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Path
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteExisting
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.flow.retry
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private const val REQUEST_BYTES = 2 * Int.SIZE_BYTES
private val PATIENCE = 1.seconds

private class Tickets(private val path: Path) {
    private var next = 1

    /** The next client may come any time after the last one. One that wrote half a request and died is passed over. */
    suspend fun serve(requests: PipeReceiver<ByteArray>) {
        requests.records().retry { it is PartialRecordException }.collect { answer(it) }
    }

    /** A request is as the client's `struct` has it: its process id, and how many numbers it wants. */
    private suspend fun answer(request: ByteArray) {
        val fields = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder())
        val client = fields.getInt()
        val count = fields.getInt()
        val answer = ByteBuffer.allocate(Int.SIZE_BYTES).order(ByteOrder.nativeOrder()).putInt(0, next)
        println("process $client gets $count from $next")
        next += count
        try {
            PipeSender.create(Path.of("$path.$client")).asSuspending().use { it.send(answer, PATIENCE) }
        } catch (gone: ErrnoException) {
            println("no answer to process $client: ${gone.message}")
        }
    }
}

/**
 * Gives numbers to C clients. All requests come through one FIFO, and each answer goes to the FIFO of the client that
 * asked: `ticket_client.c`. Serves until the client has exited.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    val folder = createTempDirectory("sluice-tickets-")
    val path = folder.resolve("requests")
    Fifo.create(path)
    val options = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT)
    try {
        PipeReceiver.open(path, Framing.fixed(REQUEST_BYTES), options).use { requests ->
            CDaemon.start("ticket_client", path.toString()).use { client ->
                val serving = launch { Tickets(path).serve(requests) }
                Processes.create().awaitExit(client.process())
                serving.cancel()
            }
        }
    } finally {
        Fifo.remove(path)
        folder.deleteExisting()
    }
    println("the client has left")
}
