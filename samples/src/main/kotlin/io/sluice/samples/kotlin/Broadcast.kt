@file:JvmName("Broadcast")

package io.sluice.samples.kotlin

import io.sluice.kotlin.asSuspending
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.reactor.mqueue.PosixMqSender
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.runBlocking
import org.reactivestreams.Subscription
import reactor.core.publisher.BaseSubscriber
import reactor.core.publisher.BufferOverflowStrategy
import reactor.core.publisher.Flux

private const val MESSAGES = 100

/** How many messages wait for one client at most. */
private const val WAITING = 16

/**
 * Each client gets each message. One client stops reading; the others go on, and what it misses is counted. The
 * operators are Reactor's, because `shareIn` does not report what it drops.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-broadcast-${ProcessHandle.current().pid()}"
    newPosixQueue(name) {
            maxMessages = 10
            whenUnlinked = WhenUnlinked.GO_ON
        }
        .use { queue ->
            PosixMessageQueue.unlink(name) // it lives until it is closed, so nothing is left however this ends
            val receiver = PosixMqReceiver.create(queue)
            val taken = AtomicInteger()
            val shared = receiver.shared { taken.incrementAndGet() }
            val first = Client(Long.MAX_VALUE)
            val second = Client(Long.MAX_VALUE)
            val stuck = Client(1)
            // A message reaches its subscribers in this order, so the counts of the stuck one are complete in the end.
            val clients = listOf(stuck, first, second)
            clients.forEach { client -> shared.forClient { client.dropped.incrementAndGet() }.subscribe(client) }

            val sender = PosixMqSender.create(queue).asSuspending()
            for (i in 1..MESSAGES) {
                sender.send("message $i", Duration.INFINITE)
            }
            first.done.await()
            second.done.await()
            println("taken   $taken from the queue")
            println("first   $first")
            println("second  $second")
            println("stuck   $stuck, waiting ${MESSAGES - stuck.received.get() - stuck.dropped.get()}")
            receiver.stop()
            stuck.cancel()
        }
}

/** One stream for all clients. Its first subscriber never leaves: each message that is taken reaches the journal. */
private fun PosixMqReceiver.shared(journal: (PosixMessage) -> Unit): Flux<PosixMessage> {
    val shared = receive().publish(1)
    shared.subscribe(journal)
    shared.connect()
    return shared
}

/** What one client gets. It never holds up the others: when 16 messages wait for it, the oldest one is dropped. */
private fun Flux<PosixMessage>.forClient(dropped: (PosixMessage) -> Unit): Flux<PosixMessage> =
    onBackpressureBuffer(WAITING, dropped, BufferOverflowStrategy.DROP_OLDEST)

private class Client(private val demand: Long) : BaseSubscriber<PosixMessage>() {
    val received = AtomicInteger()
    val dropped = AtomicInteger()
    val done = CompletableDeferred<Unit>()

    override fun hookOnSubscribe(subscription: Subscription) {
        request(demand)
    }

    override fun hookOnNext(message: PosixMessage) {
        if (received.incrementAndGet() == MESSAGES) {
            done.complete(Unit)
        }
    }

    override fun toString() = "received $received, dropped $dropped"
}
