package io.sluice.blocking;

import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * Gets the outcome of a blocking call that brings nothing back, such as a send or the wait for a semaphore. {@link #began}
 * comes first, if the call begins at all. Then exactly one of the other methods is called, once, on the waiting thread.
 *
 * <pre>{@code
 * CompletableFuture<Void> outcome = new CompletableFuture<>();
 * queue.blockingSend(PosixMessage.ofText("an order"), null, new WaitHandler() {
 *     public void done() {
 *         outcome.complete(null);
 *     }
 *
 *     public void notDone(ErrnoException cause) {
 *         outcome.completeExceptionally(cause == null ? new CancellationException() : cause);
 *     }
 * });
 * }</pre>
 *
 * <p>Where the method that begins the call throws, none of the other two is called.
 */
public interface WaitHandler {
    /**
     * The call is about to begin. Called on the thread that asked for it, before a thread is created and before the call can
     * be made. If the wait is interrupted here, the call is never made.
     *
     * @param wait the wait, by which the call can be interrupted
     */
    default void began(KernelWait wait) {}

    /** The call has had its effect: the message is in the queue, for example. */
    void done();

    /**
     * The call has had no effect and will have none.
     *
     * @param cause why: the deadline passed, the handle was closed, or what the call waited for was removed; null if the wait
     *     was interrupted
     */
    void notDone(@Nullable ErrnoException cause);
}
