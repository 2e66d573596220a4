@file:JvmName("OtherLibraries")

package io.sluice.samples.kotlin

import io.reactivex.rxjava3.core.Flowable
import io.sluice.kotlin.messages
import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessage
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.WhenUnlinked
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.smallrye.mutiny.Multi
import java.util.concurrent.Flow
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.reactive.asPublisher
import kotlinx.coroutines.runBlocking
import org.reactivestreams.FlowAdapters

/**
 * The same flow in the hands of other libraries, as a `Publisher` of Reactive Streams. Takes two messages with each of
 * three libraries. The demand of each reaches the queue: no message is lost in between.
 */
fun main(): Unit = runBlocking {
    val name = "/sluice-libraries-${ProcessHandle.current().pid()}"
    newPosixQueue(name) {
            maxMessages = 10
            whenUnlinked = WhenUnlinked.GO_ON
        }
        .use { queue ->
            PosixMessageQueue.unlink(name) // it lives until it is closed, so nothing is left however this ends
            for (text in listOf("one", "two", "three", "four", "five", "six")) {
                queue.trySend(PosixMessage.ofText(text))
            }
            val texts = PosixMqReceiver.create(queue).messages().map { it.text() }.asPublisher()

            Flowable.fromPublisher(texts).take(2).blockingForEach { text -> println("RxJava: $text") }

            val flow = FlowAdapters.toFlowPublisher(texts)
            Multi.createFrom()
                .publisher(flow)
                .select()
                .first(2)
                .invoke { text -> println("Mutiny: $text") }
                .collect()
                .last()
                .await()
                .indefinitely()

            val taking = TakeTwo()
            flow.subscribe(taking)
            taking.done.await()
        }
}

/** `java.util.concurrent.Flow` without any library: asks for two messages, and has two. */
private class TakeTwo : Flow.Subscriber<String> {
    val done = CompletableDeferred<Unit>()
    private lateinit var subscription: Flow.Subscription
    private var missing = 2

    override fun onSubscribe(given: Flow.Subscription) {
        subscription = given
        given.request(missing.toLong())
    }

    override fun onNext(text: String) {
        println("Flow: $text")
        missing--
        if (missing == 0) {
            subscription.cancel()
            done.complete(Unit)
        }
    }

    override fun onError(failure: Throwable) {
        done.completeExceptionally(failure)
    }

    override fun onComplete() {
        done.complete(Unit)
    }
}
