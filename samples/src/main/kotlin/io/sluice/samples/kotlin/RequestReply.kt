@file:JvmName("RequestReply")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.newSysvQueue
import io.sluice.kotlin.receiveOrNull
import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.reactor.sysvmsg.SysvMqSender
import io.sluice.samples.support.CDaemon
import io.sluice.sysvipc.IpcKey
import io.sluice.sysvmsg.SysvMessageQueue
import io.sluice.sysvmsg.TypeSelector
import java.nio.ByteBuffer
import java.nio.ByteOrder
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking

private const val TO_THE_SERVER = 1L
private val PATIENCE = 5.seconds

private class ServerClient(queue: SysvMessageQueue) {
    private val sender = SysvMqSender.create(queue).asSuspending()
    private val receiver = SysvMqReceiver.create(queue)
    private var lastType = TO_THE_SERVER // all questions are asked on one thread

    /**
     * Each request asks for an answer of a type of its own, so any number may be under way, and no answer goes astray.
     */
    suspend fun ask(text: String): String {
        val answerType = ++lastType
        sender.send(TO_THE_SERVER, request(text, answerType), PATIENCE)
        val answer = receiver.receiveOrNull(PATIENCE, TypeSelector.only(answerType))
        return checkNotNull(answer) { "no answer to '$text' within $PATIENCE" }.text()
    }

    /** As the server's `struct` has it: a `long`, then the text. */
    private fun request(text: String, answerType: Long): ByteArray {
        val bytes = text.toByteArray(Charsets.US_ASCII)
        val payload = ByteBuffer.allocate(Long.SIZE_BYTES + bytes.size).order(ByteOrder.nativeOrder())
        return payload.putLong(answerType).put(bytes).array()
    }
}

/**
 * Requests to a C server and its answers over one System V queue: the type of a message says for whom it is. Asks four
 * things at once.
 */
fun main(): Unit = runBlocking {
    if (CDaemon.lacksCompiler()) return@runBlocking
    newSysvQueue(IpcKey.PRIVATE).use { queue ->
        try {
            CDaemon.start("shouting_server", queue.id().toString()).use { askAll(ServerClient(queue)) }
        } finally {
            queue.remove() // a System V queue outlives its processes
        }
    }
}

private suspend fun askAll(client: ServerClient) = coroutineScope {
    listOf("ready?", "steady?", "how many?", "really?")
        .map { question -> async { "$question ${client.ask(question)}" } }
        .awaitAll()
        .forEach(::println)
}
