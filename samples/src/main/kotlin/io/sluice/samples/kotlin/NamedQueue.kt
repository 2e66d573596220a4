package io.sluice.samples.kotlin

import io.sluice.kotlin.newPosixQueue
import io.sluice.mqueue.PosixMessageQueue

/** A queue that other processes find by its name, for as long as the block runs. */
internal inline fun withNamedQueue(name: String, block: (PosixMessageQueue) -> Unit) {
    val queue =
        newPosixQueue(name) {
            maxMessages = 10
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
