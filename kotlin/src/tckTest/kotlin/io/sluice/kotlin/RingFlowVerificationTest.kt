package io.sluice.kotlin

import io.sluice.reactor.ring.RingReceiver
import io.sluice.ring.RingMessage
import io.sluice.testing.TestRings
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.onEach
import org.testng.annotations.AfterMethod

/** The rules of Reactive Streams for a publisher made from a flow of a ring's messages. */
class RingFlowVerificationTest : FlowVerification<RingMessage>() {
    private val rings = TestRings()

    @AfterMethod
    fun closeRings() {
        rings.close()
    }

    /** Each message that is emitted is written anew, so that the ring never runs empty. */
    override fun flowOf(elements: Long): Flow<RingMessage> {
        val ring = rings.create()
        val producer = rings.closing(ring.producer())
        repeat(100) { producer.tryWrite(RingMessage.ofText(it + 1, "message")) }
        val messages = RingReceiver.create(rings.closing(ring.consumer())).messages()
        return messages.onEach { if (producer.isOpen) producer.tryWrite(it) }.limitedTo(elements)
    }
}
