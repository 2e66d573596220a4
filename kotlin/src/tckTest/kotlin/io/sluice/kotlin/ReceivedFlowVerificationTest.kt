package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.testing.FedQueue

/** The rules of Reactive Streams for a publisher made from a flow of messages. */
open class ReceivedFlowVerificationTest(private val buffer: Int) : FlowVerification<PosixMessage>() {
    constructor() : this(buffer = 0)

    override fun flowOf(elements: Long) =
        PosixMqReceiver.create(FedQueue.create(queues)).messages(buffer).limitedTo(elements)
}
