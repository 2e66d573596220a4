package io.sluice.samples.support

import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessageQueue

/** A queue that other processes find by its name, for as long as the block runs. */
internal inline fun withNamedQueue(name: String, maxMessages: Int = 10, block: (PosixMessageQueue) -> Unit) {
    val queue =
        newPosixQueue(name) {
            this.maxMessages = maxMessages
            maxMessageSize = 64
        }
    queue.use {
        try {
            block(queue)
        } finally {
            PosixMessageQueue.unlink(name)
        }
    }
}
