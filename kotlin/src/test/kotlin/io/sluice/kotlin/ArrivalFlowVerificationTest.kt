package io.sluice.kotlin

import io.sluice.mqueue.MqNotification
import io.sluice.reactor.FedQueue
import io.sluice.reactor.PosixMqNotifier

/** The rules of Reactive Streams for a publisher made from a flow of notifications. */
class ArrivalFlowVerificationTest : FlowVerification<MqNotification>() {
    override fun flowOf(elements: Long) =
        PosixMqNotifier.create(FedQueue.createOfArrivals(queues)).arrivals().limitedTo(elements)
}
