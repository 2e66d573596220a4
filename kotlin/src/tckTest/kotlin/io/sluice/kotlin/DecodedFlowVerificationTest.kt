package io.sluice.kotlin

import io.sluice.codec.MessageCodec
import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.codec.WhenUndecodable
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.testing.Queues
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.onEach
import reactor.core.publisher.Mono

/**
 * The rules of Reactive Streams for a publisher made from a flow of objects, before each of which a dead letter goes.
 */
class DecodedFlowVerificationTest : FlowVerification<String>() {
    private val noText = PosixMessage.of(byteArrayOf(-1))

    /** Each object that is emitted is sent anew, so that the queue never runs empty. */
    override fun flowOf(elements: Long): Flow<String> {
        val queue = queues.create(10, 16)
        fun refill() {
            if (queue.isOpen) {
                queue.trySend(noText)
                Queues.preload(queue, 1)
            }
        }
        refill()
        val letters = WhenUndecodable.deadLetter<PosixMessage> { Mono.empty<Void>() }
        val messages = PosixMqReceiver.create(queue).messages(MessageCodec.text(), letters)
        return messages.onEach { refill() }.limitedTo(elements)
    }
}
