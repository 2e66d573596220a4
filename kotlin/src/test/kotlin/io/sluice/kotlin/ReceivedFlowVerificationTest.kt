package io.sluice.kotlin

import io.sluice.mqueue.MqMessage
import io.sluice.reactor.FedQueue
import io.sluice.reactor.PosixMqReceiver
import io.sluice.reactor.QueuePublisherVerification
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher

/** The rules of Reactive Streams for a publisher made from a flow of messages. */
open class ReceivedFlowVerificationTest(private val buffer: Int) : QueuePublisherVerification<MqMessage>() {
    constructor() : this(buffer = 0)

    override fun createPublisher(elements: Long): Publisher<MqMessage> {
        val messages = PosixMqReceiver.create(FedQueue.create(queues)).messages(buffer)
        return messages.limitedTo(elements).asFlux()
    }

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    override fun createFailedPublisher(): Publisher<MqMessage>? = null
}
