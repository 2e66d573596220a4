package io.sluice.kotlin

import io.sluice.mqueue.PosixMqNotification
import io.sluice.reactor.mqueue.PosixMqNotifier
import io.sluice.testing.FedQueue

/** The rules of Reactive Streams for a publisher made from a flow of notifications. */
class ArrivalFlowVerificationTest : FlowVerification<PosixMqNotification>() {
    override fun flowOf(elements: Long) =
        PosixMqNotifier.create(FedQueue.createOfArrivals(queues)).arrivals().limitedTo(elements)
}
