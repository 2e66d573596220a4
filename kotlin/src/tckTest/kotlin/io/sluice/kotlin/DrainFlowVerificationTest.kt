package io.sluice.kotlin

import io.sluice.mqueue.PosixMessage
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.testing.Queues
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.onEach

/** The rules of Reactive Streams for a publisher made from the flow that drains a queue, which ends by itself. */
class DrainFlowVerificationTest : FlowVerification<PosixMessage>() {
    override fun flowOf(elements: Long): Flow<PosixMessage> {
        val queue = queues.create(ROOM, 16)
        Queues.preload(queue, minOf(elements, ROOM.toLong()).toInt())
        val more = AtomicLong(elements - ROOM) // what the queue cannot hold at once
        val messages = PosixMqReceiver.create(queue).messagesUntilEmpty()
        return messages.onEach { if (more.getAndDecrement() > 0) queue.trySend(it) }
    }

    private companion object {
        const val ROOM = 10
    }
}
