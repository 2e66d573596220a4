package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.withTimeout

private val PATIENCE = 5.seconds

/** A number that travels with request and reply tells who asked. All on one thread, so the map needs no lock. */
internal class RequestReplyClient(requests: PosixMessageQueue, private val replies: PosixMessageQueue) {
    private val sender = PosixMqSender.create(requests).asSuspending()
    private val waiting = mutableMapOf<String, CompletableDeferred<String>>()
    private var lastNumber = 0

    /** One receiver for all who ask. A reply that nobody waits for any more goes nowhere. */
    suspend fun dispatchReplies() {
        PosixMqReceiver.create(replies).messages().collect { reply ->
            val (number, text) = reply.text().split(" ", limit = 2)
            waiting[number]?.complete(text)
        }
    }

    suspend fun ask(text: String): String {
        val number = (++lastNumber).toString()
        val reply = CompletableDeferred<String>()
        waiting[number] = reply // before the request is sent, or the reply might be quicker
        try {
            sender.send("$number $text", PATIENCE)
            return withTimeout(PATIENCE) { reply.await() }
        } finally {
            waiting.remove(number)
        }
    }
}
