@file:JvmName("RequestReplyOverTwoQueues")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.messages
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import io.sluice.samples.support.withNamedQueue
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

private val PATIENCE = 5.seconds

/** The other side, which as a rule is another process: counts letters, and takes its time with the longer words. */
private suspend fun serve(requests: PosixMessageQueue, replies: PosixMessageQueue) = coroutineScope {
    val sender = PosixMqSender.create(replies).asSuspending()
    repeat(4) { // four requests in work, and none taken ahead
        launch {
            PosixMqReceiver.create(requests).messages().collect { request ->
                val (number, word) = request.text().split(" ", limit = 2)
                delay(20.milliseconds * word.length)
                sender.send("$number ${word.length}", PATIENCE)
            }
        }
    }
}

/**
 * Requests go through one queue and replies through another. Asks three things at once; the replies overtake each
 * other.
 */
fun main(): Unit = runBlocking {
    val pid = ProcessHandle.current().pid()
    withNamedQueue("/sluice-requests-$pid") { requests ->
        withNamedQueue("/sluice-replies-$pid") { replies ->
            val server = launch { serve(requests, replies) }
            val client = RequestReplyClient(requests, replies)
            val dispatching = launch { client.dispatchReplies() }
            listOf("backpressure", "queue", "sluice")
                .map { word -> async { "$word has ${client.ask(word)} letters" } }
                .awaitAll()
                .forEach(::println)
            dispatching.cancel()
            server.cancel()
        }
    }
}
