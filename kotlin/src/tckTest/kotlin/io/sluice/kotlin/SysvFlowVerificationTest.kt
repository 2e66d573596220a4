package io.sluice.kotlin

import io.sluice.reactor.sysvmsg.SysvMqReceiver
import io.sluice.sysvmsg.SysvMessage
import io.sluice.testing.SysvTestQueues
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.onEach
import org.testng.annotations.AfterMethod

/** The rules of Reactive Streams for a publisher made from a flow of System V messages. */
class SysvFlowVerificationTest : FlowVerification<SysvMessage>() {
    private val sysvQueues = SysvTestQueues()

    @AfterMethod
    fun closeSysvQueues() {
        sysvQueues.close()
    }

    /** Each message that is emitted is sent anew, so that the queue never runs empty. */
    override fun flowOf(elements: Long): Flow<SysvMessage> {
        val queue = sysvQueues.createPrivate()
        repeat(100) { queue.trySend(SysvMessage.ofText(it + 1L, "message")) }
        val messages = SysvMqReceiver.create(queue).messages().onEach { if (queue.isOpen) queue.trySend(it) }
        return messages.limitedTo(elements)
    }
}
