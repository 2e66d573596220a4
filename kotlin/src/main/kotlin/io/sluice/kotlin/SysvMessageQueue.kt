@file:JvmName("SysvQueues")

package io.sluice.kotlin

import io.sluice.sysvipc.IpcKey
import io.sluice.sysvmsg.SysvAccess
import io.sluice.sysvmsg.SysvMessageQueue
import io.sluice.sysvmsg.SysvMessageQueueBuilder

/**
 * Opens a System V message queue, and creates it first if it does not exist.
 *
 * @param key the key; not [IpcKey.PRIVATE], under which no queue is found
 * @param configure sets mode, size and access; a queue that exists must have the mode and the size that are set
 * @return the open queue, to be closed; the queue itself stays until it is removed
 * @throws IllegalArgumentException if the key is private or the mode has other bits
 * @throws io.sluice.errno.QueueShapeException if the queue exists with another mode or size
 * @throws io.sluice.errno.ErrnoException as [SysvMessageQueueBuilder.openOrCreate] fails
 * @see SysvMessageQueueBuilder.openOrCreate
 */
public fun sysvQueue(key: IpcKey, configure: SysvQueueSettings.() -> Unit = {}): SysvMessageQueue =
    SysvQueueSettings().apply(configure).builder(key).openOrCreate()

/**
 * Creates a System V message queue, which must not exist; under [IpcKey.PRIVATE] another one at each call. One that
 * must exist is opened with [SysvMessageQueue.open].
 *
 * @param key the key
 * @param configure sets mode, size and access
 * @return the open queue, to be closed; the queue itself stays until it is removed
 * @throws IllegalArgumentException if the mode has other bits
 * @throws io.sluice.errno.ErrnoException as [SysvMessageQueueBuilder.create] fails; a queue that exists is `EEXIST`
 * @see SysvMessageQueueBuilder.create
 */
public fun newSysvQueue(key: IpcKey, configure: SysvQueueSettings.() -> Unit = {}): SysvMessageQueue =
    SysvQueueSettings().apply(configure).builder(key).create()

/** How to open or create a System V message queue. What is left null is the library's default. */
@QueueDsl
public class SysvQueueSettings internal constructor() {
    /** What to open it for. */
    public var access: SysvAccess = SysvAccess.READ_WRITE

    /** Who may use a new queue: exactly these permission bits; null for 0600. See [octal]. */
    public var mode: Int? = null

    /** How many bytes, and how many messages, a new queue holds, `msg_qbytes`; null for the system's default. */
    public var maxBytes: Long? = null

    /** Whether [sysvQueue] opens a queue that exists whatever its mode and size are. */
    public var acceptShape: Boolean = false

    internal fun builder(key: IpcKey): SysvMessageQueueBuilder {
        val builder = SysvMessageQueue.builder(key).access(access)
        mode?.let(builder::mode)
        maxBytes?.let(builder::maxBytes)
        if (acceptShape) {
            builder.acceptShape()
        }
        return builder
    }
}
