package io.sluice.kotlin

import io.sluice.mqueue.MqMessage
import io.sluice.reactor.FedQueue
import io.sluice.reactor.PosixMqNotifier
import io.sluice.reactor.QueuePublisherVerification
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher

/** The rules of Reactive Streams for a publisher made from a flow of messages that were notified of. */
class NotifiedFlowVerificationTest : QueuePublisherVerification<MqMessage>() {
    override fun createPublisher(elements: Long): Publisher<MqMessage> {
        val messages = PosixMqNotifier.create(FedQueue.create(queues)).messages()
        return messages.limitedTo(elements).asFlux()
    }

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    override fun createFailedPublisher(): Publisher<MqMessage>? = null
}
