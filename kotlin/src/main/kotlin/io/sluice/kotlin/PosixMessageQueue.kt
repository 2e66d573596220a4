@file:JvmName("PosixQueues")

package io.sluice.kotlin

import io.sluice.mqueue.PosixAccess
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.mqueue.PosixMessageQueueBuilder
import io.sluice.mqueue.WhenUnlinked

/**
 * Opens a POSIX message queue, and creates it first if it does not exist.
 *
 * ```
 * posixQueue("/orders") { maxMessages = 10 }.use { queue -> ... }
 * ```
 *
 * @param name the name, with its slash
 * @param configure sets size, mode and access; a queue that exists must have the size and the mode that are set
 * @return the open queue, to be closed
 * @throws IllegalArgumentException if the name or a setting cannot be right
 * @throws io.sluice.errno.QueueShapeException if the queue exists with another size or mode
 * @throws io.sluice.errno.ErrnoException as [PosixMessageQueueBuilder.openOrCreate] fails
 * @see PosixMessageQueueBuilder.openOrCreate
 */
public fun posixQueue(name: String, configure: PosixQueueSettings.() -> Unit = {}): PosixMessageQueue =
    PosixQueueSettings().apply(configure).builder(name).openOrCreate()

/**
 * Creates a POSIX message queue, which must not exist. One that must exist is opened with [PosixMessageQueue.open].
 *
 * @param name the name, with its slash
 * @param configure sets size, mode and access
 * @return the open queue, to be closed
 * @throws IllegalArgumentException if the name or a setting cannot be right
 * @throws io.sluice.errno.ErrnoException as [PosixMessageQueueBuilder.create] fails; a queue that exists is `EEXIST`
 * @see PosixMessageQueueBuilder.create
 */
public fun newPosixQueue(name: String, configure: PosixQueueSettings.() -> Unit = {}): PosixMessageQueue =
    PosixQueueSettings().apply(configure).builder(name).create()

/** How to open or create a POSIX message queue. What is left null is the system's, or the library's, default. */
@QueueDsl
public class PosixQueueSettings internal constructor() {
    /** What to open it for. */
    public var access: PosixAccess = PosixAccess.READ_WRITE

    /** How many messages a new queue holds at the most, `mq_maxmsg`: 1 or more; null for the system's default. */
    public var maxMessages: Int? = null

    /**
     * How long a message of a new queue is at the most, `mq_msgsize` in bytes: 1 or more; null for the system's
     * default.
     */
    public var maxMessageSize: Int? = null

    /** Who may open a new queue: exactly these permission bits, whatever the umask; null for 0600. See [octal]. */
    public var mode: Int? = null

    /** Whether [posixQueue] opens a queue that exists whatever its size and mode are. */
    public var acceptShape: Boolean = false

    /** What becomes of streams and sends on the handle once the queue is unlinked. */
    public var whenUnlinked: WhenUnlinked = WhenUnlinked.FAIL

    internal fun builder(name: String): PosixMessageQueueBuilder {
        val builder = PosixMessageQueue.builder(name).access(access).whenUnlinked(whenUnlinked)
        maxMessages?.let(builder::maxMessages)
        maxMessageSize?.let(builder::maxMessageSize)
        mode?.let(builder::mode)
        if (acceptShape) {
            builder.acceptShape()
        }
        return builder
    }
}
