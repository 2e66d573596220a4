package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * Gets the outcome of a blocking send. {@link #began} comes first, if the send begins at all. Then exactly one of the other
 * methods is called, once, on the waiting thread.
 *
 * <pre>{@code
 * CompletableFuture<Void> outcome = new CompletableFuture<>();
 * queue.blockingSend(PosixMessage.ofText("an order"), null, new SendHandler() {
 *     public void sent() {
 *         outcome.complete(null);
 *     }
 *
 *     public void notSent(ErrnoException cause) {
 *         outcome.completeExceptionally(cause == null ? new CancellationException() : cause);
 *     }
 * });
 * }</pre>
 *
 * <p>Where the method that begins the send throws, none of the other two is called.
 */
public interface SendHandler {
    /**
     * The send is about to begin. Called on the thread that asked for it, before a thread is created and before the call can
     * be made. If the wait is interrupted here, the call is never made.
     *
     * @param wait the wait, by which the send can be interrupted
     */
    default void began(KernelWait wait) {}

    /** The message is in the queue. */
    void sent();

    /**
     * The message is not in the queue and will not be.
     *
     * @param cause why: the deadline passed, or the queue was closed or removed; null if the wait was interrupted
     */
    void notSent(@Nullable ErrnoException cause);
}
