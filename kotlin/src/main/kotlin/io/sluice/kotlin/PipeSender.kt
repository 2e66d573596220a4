@file:JvmName("PipeSenderExtensions")

package io.sluice.kotlin

import io.sluice.reactor.pipe.PipeSender
import java.nio.ByteBuffer
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.reactor.awaitSingleOrNull

/**
 * Gives [PipeSender] to coroutines: where the Java class has a `Mono`, the functions of the result suspend.
 *
 * @return a view of this sender, which adds no state. Sends of both are in one order
 */
public fun PipeSender.asSuspending(): SuspendingPipeSender = SuspendingPipeSender(this)

/**
 * Sends to a pipe or FIFO, and suspends until a message is there. [asSuspending] makes one.
 *
 * A call cannot be mistaken for a `Mono` that nobody has subscribed to: it suspends or does not compile.
 *
 * @see PipeSender
 */
public class SuspendingPipeSender internal constructor(private val sender: PipeSender) : AutoCloseable {
    /**
     * Sends a record, waiting for a reader and for room no longer than a timeout. Where there is room it is sent,
     * however short the timeout.
     *
     * Returns when the record is in the pipe, and throws when it is not and will not be. When the `cancel` of the
     * coroutine returns, nothing is sent any more. A send that was cancelled may have put its record into the pipe just
     * before; it never does so later. Where the sender is the only writer and the record is longer than `PIPE_BUF`, a
     * part of it may be in the pipe: the next send of the sender says so.
     *
     * @param record its bytes, not copied: they must not be changed before this returns
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative or the record empty
     * @throws io.sluice.errno.SendTimeoutException if no reader or no room came in time (`ETIMEDOUT`)
     * @throws io.sluice.errno.NoReaderException if no process has the FIFO open for reading, and the sender does not
     *   wait for one (`ENXIO`)
     * @throws io.sluice.errno.BrokenPipeException if the last reader has left (`EPIPE`)
     * @throws io.sluice.errno.MessageTooLargeException if the record is longer than `PIPE_BUF` (`EMSGSIZE`)
     * @throws io.sluice.errno.TornRecordException if a part of this or of an earlier record is in the pipe, and the
     *   rest is not
     * @throws io.sluice.errno.ClosedHandleException if the pipe or the sender is or was closed (`EBADF`)
     * @throws io.sluice.errno.ErrnoException if there is no FIFO at the path, or this user may not write to it
     */
    public suspend fun send(record: ByteArray, timeout: Duration = Duration.INFINITE) {
        sender.send(record, timeout.toJavaDuration()).awaitSingleOrNull()
    }

    /**
     * Sends a record, from the position of a buffer to its limit. Everything else is as for an array.
     *
     * @param record what to send; its bytes must not be changed before this returns, and its position does not move
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative or the record empty
     * @throws io.sluice.errno.ErrnoException as for an array
     */
    public suspend fun send(record: ByteBuffer, timeout: Duration = Duration.INFINITE) {
        sender.send(record, timeout.toJavaDuration()).awaitSingleOrNull()
    }

    /**
     * Sends a text in UTF-8. Everything else is as for an array.
     *
     * @param text what to send; where the reader reads lines, it ends with a line feed
     * @param timeout how long to wait, on the monotonic clock; [Duration.ZERO] to try once, [Duration.INFINITE] to wait
     *   without end
     * @throws IllegalArgumentException if the timeout is negative or the text empty
     * @throws io.sluice.errno.ErrnoException as for an array
     */
    public suspend fun send(text: String, timeout: Duration = Duration.INFINITE) {
        send(text.toByteArray(), timeout)
    }

    /** Closes the sender. */
    override fun close(): Unit = sender.close()

    /** Says what the sender says. */
    override fun toString(): String = sender.toString()
}
