package io.sluice.kotlin

import io.sluice.mqueue.MqNotification
import io.sluice.reactor.FedQueue
import io.sluice.reactor.PosixMqNotifier
import io.sluice.reactor.QueuePublisherVerification
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher

/** The rules of Reactive Streams for a publisher made from a flow of notifications. */
class ArrivalFlowVerificationTest : QueuePublisherVerification<MqNotification>() {
    override fun createPublisher(elements: Long): Publisher<MqNotification> {
        val arrivals = PosixMqNotifier.create(FedQueue.createOfArrivals(queues)).arrivals()
        return arrivals.limitedTo(elements).asFlux()
    }

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    override fun createFailedPublisher(): Publisher<MqNotification>? = null
}
