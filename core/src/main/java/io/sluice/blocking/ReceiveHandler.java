package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * Gets what a blocking receive takes. The methods are called one after the other: {@link #began} first, if the receive
 * begins at all, the others on the waiting thread.
 *
 * <pre>{@code
 * queue.blockingReceive(new ReceiveHandler<PosixMessage>() {
 *     public boolean received(PosixMessage message) {
 *         System.out.println(message.text());
 *         return !message.text().equals("last");
 *     }
 *
 *     public void notReceived(ErrnoException cause) {
 *         System.out.println(cause == null ? "interrupted" : cause.getMessage());
 *     }
 * });
 * }</pre>
 *
 * <p>Where the method that begins the receive throws, none of the other two is called.
 *
 * @param <M> the type of the messages
 */
public interface ReceiveHandler<M> {
    /**
     * The receive is about to begin. Called on the thread that asked for it, before a thread is created and before the call
     * can be made. If the wait is interrupted here, the call is never made.
     *
     * @param wait the wait; after {@link KernelWait#interruptAndAwait()} no message is taken any more
     */
    default void began(KernelWait wait) {}

    /**
     * A message was taken out of the queue.
     *
     * @param message the message
     * @return true to wait for another one on the same thread; false if this was the last call
     */
    boolean received(M message);

    /**
     * No message was taken and none will be. The last call.
     *
     * @param cause why, such as that the queue was closed or removed; null if the wait was interrupted
     */
    void notReceived(@Nullable ErrnoException cause);
}
