package io.sluice.kotlin

import io.sluice.reactor.QueuePublisherVerification
import io.sluice.reactor.SysvMqReceiver
import io.sluice.sysvmsg.SysvMessage
import io.sluice.testing.SysvTestQueues
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.reactor.asFlux
import org.reactivestreams.Publisher
import org.testng.annotations.AfterMethod

/** The rules of Reactive Streams for a publisher made from a flow of System V messages. */
class SysvFlowVerificationTest : QueuePublisherVerification<SysvMessage>() {
    private val sysvQueues = SysvTestQueues()

    @AfterMethod
    fun closeSysvQueues() {
        sysvQueues.close()
    }

    /** Each message that is emitted is sent anew, so that the queue never runs empty. */
    override fun createPublisher(elements: Long): Publisher<SysvMessage> {
        val queue = sysvQueues.createPrivate()
        repeat(100) { queue.trySend(SysvMessage.ofText(it + 1L, "message")) }
        val messages = SysvMqReceiver.create(queue).messages().onEach { if (queue.isOpen) queue.trySend(it) }
        return messages.limitedTo(elements).asFlux()
    }

    /** None: the flow is collected from the first request on, and cannot fail before it. */
    override fun createFailedPublisher(): Publisher<SysvMessage>? = null
}
