package io.sluice.mqueue;

/**
 * What becomes of the streams and the sends on a queue that was unlinked. A process that opens the queue's name then gets
 * another queue, or none, and no call on the unlinked one reports that.
 *
 * <pre>{@code
 * PosixMessageQueue scratch = PosixMessageQueue.builder("/scratch")
 *         .whenUnlinked(WhenUnlinked.GO_ON)
 *         .create();
 * PosixMessageQueue.unlink("/scratch"); // from now on only this process can use it
 * }</pre>
 *
 * @see PosixMessageQueueBuilder#whenUnlinked(WhenUnlinked)
 */
public enum WhenUnlinked {
    /**
     * A stream takes the messages that are still in the queue, and then fails with {@link
     * io.sluice.errno.QueueRemovedException}; so does every send.
     */
    FAIL,
    /** They go on. That is right for a queue that is unlinked on purpose while both sides have it open. */
    GO_ON
}
