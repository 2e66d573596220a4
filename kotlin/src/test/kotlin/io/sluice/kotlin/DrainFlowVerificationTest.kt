package io.sluice.kotlin

import io.sluice.mqueue.MqMessage
import io.sluice.reactor.PosixMqReceiver
import io.sluice.reactor.QueuePublisherVerification
import io.sluice.reactor.Queues
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher

/** The rules of Reactive Streams for a publisher made from the flow that drains a queue, which ends by itself. */
class DrainFlowVerificationTest : QueuePublisherVerification<MqMessage>() {
    override fun createPublisher(elements: Long): Publisher<MqMessage> {
        val queue = queues.create(ROOM, 16)
        Queues.preload(queue, minOf(elements, ROOM.toLong()).toInt())
        val more = AtomicLong(elements - ROOM) // what the queue cannot hold at once
        val messages = PosixMqReceiver.create(queue).messagesUntilEmpty()
        return messages.onEach { if (more.getAndDecrement() > 0) queue.trySend(it) }.asFlux()
    }

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    override fun createFailedPublisher(): Publisher<MqMessage>? = null

    private companion object {
        const val ROOM = 10
    }
}
