package io.sluice.sysvmsg;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * Told what a thread that waits in {@code msgrcv} receives. Methods are called one after the other; all but the first
 * one on the waiter's thread.
 */
public interface SysvReceiveTurn {
    /**
     * The waiting is about to begin. On the thread that asked for it, before anything is taken.
     *
     * @param wait the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     */
    void began(KernelWait wait);

    /**
     * A message was taken out of the queue.
     *
     * @param message the message
     * @return whether to wait for another one, on the same thread; if not, this was the last call
     */
    boolean received(SysvMessage message);

    /**
     * No message was taken and none will be. The last call.
     *
     * @param cause why, such as that the queue was closed or removed; null if the wait was interrupted
     */
    void notReceived(@Nullable ErrnoException cause);
}
