package io.sluice.mqueue;

import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/** Told how a receive that waited in the kernel's line ended. Exactly one method is called, once, on a waiter's thread. */
public interface ReceiveTurn {
    /**
     * A message was taken out of the queue.
     *
     * @param message the message
     */
    void received(PosixMessage message);

    /**
     * No message was taken and none will be.
     *
     * @param cause why, such as that the queue was closed; null if the wait was interrupted
     */
    void notReceived(@Nullable ErrnoException cause);
}
