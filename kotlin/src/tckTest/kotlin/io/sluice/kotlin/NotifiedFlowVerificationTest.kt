package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqNotifier
import io.sluice.testing.FedQueue

/** The rules of Reactive Streams for a publisher made from a flow of messages that were notified of. */
class NotifiedFlowVerificationTest : FlowVerification<PosixMessage>() {
    override fun flowOf(elements: Long) = PosixMqNotifier.create(FedQueue.create(queues)).messages().limitedTo(elements)
}
