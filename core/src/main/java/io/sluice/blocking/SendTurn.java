package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/** Told how a send that waited in the kernel's line ended. Exactly one method is called, once, on a waiter's thread. */
public interface SendTurn {
    /** The message is in the queue. */
    void sent();

    /**
     * The message is not in the queue and will not be.
     *
     * @param cause why: {@code ETIMEDOUT}, or the queue was closed; null if the wait was interrupted
     */
    void notSent(@Nullable ErrnoException cause);
}
